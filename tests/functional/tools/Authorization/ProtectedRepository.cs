using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CernVM.Functional.Tools.Tests.Authorization;

/// <summary>
/// Gives a published repository a membership requirement: the property goes into the root catalog, and the manifest is signed anew, as docs/formats describes.
/// </summary>
internal static class ProtectedRepository
{
    public static async Task ProtectAsync(Publisher publisher, string membership)
    {
        var manifestFile = Path.Combine(publisher.Storage, ".cvmfspublished");
        var lines = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(manifestFile)).Split("--\n", 2)[0].Split('\n').ToList();
        var catalog = Path.Combine(publisher.Root, "catalog.db");
        await DecompressAsync(ObjectFile(publisher, Value(lines, 'C') + "C"), catalog);
        await publisher.ShellAsync($"sqlite3 '{catalog}' \"insert into properties (key, value) values ('voms_authz', '{membership}')\"");

        var stored = Compress(await File.ReadAllBytesAsync(catalog));
        var hash = Hex(stored);
        Directory.CreateDirectory(Path.GetDirectoryName(ObjectFile(publisher, hash + "C"))!);
        await File.WriteAllBytesAsync(ObjectFile(publisher, hash + "C"), stored);
        Set(lines, 'C', hash);
        Set(lines, 'B', new FileInfo(catalog).Length.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var text = string.Join('\n', lines);
        var signed = Hex(Encoding.Latin1.GetBytes(text));
        using var key = RSA.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(publisher.Keys, Publisher.Repository + ".key")));
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
        await File.WriteAllBytesAsync(manifestFile, [.. Encoding.Latin1.GetBytes($"{text}--\n{signed}\n"), .. signature]);
    }

    private static string ObjectFile(Publisher publisher, string name) => Path.Combine(publisher.Storage, "data", name[..2], name[2..]);

    private static string Value(List<string> lines, char letter) => lines.Single(line => line.StartsWith(letter))[1..];

    private static void Set(List<string> lines, char letter, string value) => lines[lines.FindIndex(line => line.StartsWith(letter))] = letter + value;

    // The format's hash, no secret.
    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA1.HashData(bytes));

    private static byte[] Compress(byte[] plain)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal))
            zlib.Write(plain);
        return memory.ToArray();
    }

    private static async Task DecompressAsync(string from, string to)
    {
        await using var zlib = new ZLibStream(File.OpenRead(from), CompressionMode.Decompress);
        await using var output = File.Create(to);
        await zlib.CopyToAsync(output);
    }
}
