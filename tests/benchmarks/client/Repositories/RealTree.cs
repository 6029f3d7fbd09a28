using System.Globalization;

namespace CernVM.Benchmarks.Client.Repositories;

/// <summary>A tree of real files, copied from the system's own: what software repositories are made of.</summary>
internal sealed class RealTree(string root)
{
    /// <summary>The issue's lower bound is 30,000 files and about 500 MB.</summary>
    public const int FewestFiles = 30_000;

    private const int WantedFiles = 34_000;
    private const long WantedBytes = 520L << 20;
    private const long LargestFile = 256 * 1024;
    private const int CatalogEntries = 600;

    private static readonly string[] Sources = ["/usr/share", "/usr/include", "/usr/lib"];

    private readonly List<string> _large = [];
    private int _files;
    private long _bytes;

    /// <summary>Regular files copied.</summary>
    public int Files => _files;

    /// <summary>Bytes in them.</summary>
    public long Bytes => _bytes;

    /// <summary>Copies until there is enough, and marks directories for nested catalogs.</summary>
    /// <exception cref="InvalidOperationException">The system has too few files.</exception>
    public void Make(CancellationToken cancel)
    {
        foreach (var source in Sources)
            Copy(new DirectoryInfo(source), Path.Combine(root, Path.GetFileName(source)), cancel);
        foreach (var file in _large.TakeWhile(_ => _bytes < WantedBytes))
            Take(new FileInfo(file), Path.Combine(root, "large-" + (_files + 1).ToString(CultureInfo.InvariantCulture)));
        if (_files < FewestFiles)
            throw new InvalidOperationException($"{string.Join(", ", Sources)} hold only {_files} files that can be copied; {FewestFiles} are needed. Install more packages.");
        foreach (var source in Directory.EnumerateDirectories(root).ToArray())
            MarkCatalogs(source);
    }

    private void Copy(DirectoryInfo source, string target, CancellationToken cancel)
    {
        if (!source.Exists || _files >= WantedFiles)
            return;
        cancel.ThrowIfCancellationRequested();
        Directory.CreateDirectory(target);
        foreach (var entry in source.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var copy = Path.Combine(target, entry.Name);
            if (entry.LinkTarget is { } link)
                File.CreateSymbolicLink(copy, link);
            else if (entry is DirectoryInfo directory)
                Copy(directory, copy, cancel);
            else if (entry is FileInfo file && file.UnixFileMode.HasFlag(UnixFileMode.UserRead))
                TakeOrLeave(file, copy);
        }
    }

    private void TakeOrLeave(FileInfo file, string copy)
    {
        if (_files >= WantedFiles || file.Attributes.HasFlag(FileAttributes.Device))
            return;
        if (file.Length > LargestFile)
            _large.Add(file.FullName);
        else
            Take(file, copy);
    }

    private void Take(FileInfo file, string copy)
    {
        file.CopyTo(copy);
        _files++;
        _bytes += file.Length;
    }

    // From the leaves up: a directory with so many entries that no marker covers yet gets one.
    private static int MarkCatalogs(string directory)
    {
        var entries = Directory.EnumerateFileSystemEntries(directory).Count();
        foreach (var child in Directory.EnumerateDirectories(directory).ToArray())
        {
            if (new DirectoryInfo(child).LinkTarget is null)
                entries += MarkCatalogs(child);
        }

        if (entries < CatalogEntries)
            return entries;
        File.WriteAllText(Path.Combine(directory, ".cvmfscatalog"), "");
        return 1;
    }
}
