using System.Security.Cryptography;
using System.Text;

namespace CernVM.Benchmarks.Client.Repositories;

/// <summary>Makes the trees that are published.</summary>
internal static class TreeMaker
{
    private const string CatalogMarker = ".cvmfscatalog";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Many small directories, each group of them in a nested catalog.</summary>
    /// <returns>Entries below the root.</returns>
    public static int Synthetic(string root, int catalogs, int directories, int files, string content)
    {
        for (var catalog = 0; catalog < catalogs; catalog++)
        {
            var top = Directory.CreateDirectory(Path.Combine(root, $"part-{catalog:000}")).FullName;
            File.WriteAllText(Path.Combine(top, CatalogMarker), "");
            for (var directory = 0; directory < directories; directory++)
            {
                var folder = Directory.CreateDirectory(Path.Combine(top, $"folder-{directory:00}")).FullName;
                for (var file = 0; file < files; file++)
                    File.WriteAllText(Path.Combine(folder, $"entry-{file:0000}.dat"), content.Length == 0 ? "" : $"{content} {catalog} {directory} {file}\n", Utf8);
            }
        }

        return catalogs * (2 + directories + (directories * files));
    }

    /// <summary>One large file that compresses well, so that fetching it takes little time, with pages that all differ.</summary>
    public static void LargeFile(string path, long bytes)
    {
        const int Block = 8192;
        var block = new byte[Block];
        new Random(1).NextBytes(block);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        for (long offset = 0; offset < bytes; offset += Block)
        {
            BitConverter.TryWriteBytes(block, offset);
            BitConverter.TryWriteBytes(block.AsSpan(Block / 2), offset);
            file.Write(block);
        }
    }

    /// <summary>
    /// A Python package of so many modules, none alike, with byte code beside them: <c>import bench</c> opens every one of them in an order that follows from
    /// the modules alone.
    /// </summary>
    public static void PythonPackage(string root, int packages, int modules)
    {
        var top = Directory.CreateDirectory(Path.Combine(root, "bench")).FullName;
        File.WriteAllText(Path.Combine(top, "__init__.py"), string.Concat(Enumerable.Range(0, packages).Select(package => $"from . import p{package:00}\n")), Utf8);
        for (var package = 0; package < packages; package++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(top, $"p{package:00}")).FullName;
            File.WriteAllText(Path.Combine(folder, "__init__.py"), string.Concat(Enumerable.Range(0, modules).Select(module => $"from . import m{module:00}\n")), Utf8);
            for (var module = 0; module < modules; module++)
            {
                var secret = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"{package} {module}")));
                var functions = string.Concat(Enumerable.Range(0, 20).Select(number => $"def function_{number}(x):\n    return x + {number}, '{secret}'\n\n"));
                File.WriteAllText(Path.Combine(folder, $"m{module:00}.py"), functions, Utf8);
            }
        }
    }
}
