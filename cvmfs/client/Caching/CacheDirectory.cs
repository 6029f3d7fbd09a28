using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// The files of the cache, laid out as formats §10.1 says: <c>00</c> … <c>ff</c> with decompressed objects under the hash of their compressed bytes,
/// <c>txn</c> for what is being written, <c>quarantaine</c> for what was found damaged. A file that has its final name is complete.
/// </summary>
internal sealed class CacheDirectory
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode AlienFolder = OwnFolder | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode AlienFile = OwnFile | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly UnixFileMode _fileMode;

    private CacheDirectory(string root, bool isAlien)
    {
        Root = root;
        Transactions = Path.Combine(root, "txn");
        Quarantine = Path.Combine(root, "quarantaine");
        _fileMode = isAlien ? AlienFile : OwnFile;
    }

    /// <summary>The directory that holds <c>00</c> … <c>ff</c>.</summary>
    public string Root { get; }

    /// <summary>Where files are written before they get their names.</summary>
    public string Transactions { get; }

    /// <summary>Where damaged files are kept for inspection.</summary>
    public string Quarantine { get; }

    /// <summary>Makes what is missing of the layout.</summary>
    public static ClientResult<CacheDirectory> Open(CacheSettings settings)
    {
        var cache = new CacheDirectory(settings.Directory, settings.IsAlien);
        var mode = settings.IsAlien ? AlienFolder : OwnFolder;
        try
        {
            Directory.CreateDirectory(settings.Directory, mode);
            Directory.CreateDirectory(settings.Workspace, mode);
            Directory.CreateDirectory(cache.Quarantine, mode);
            Directory.CreateDirectory(cache.Transactions, mode);
            if (!Directory.Exists(Path.Combine(cache.Root, "ff")))
            {
                // "ff" is made last, so it stands for all.
                for (var i = 0; i < 256; i++)
                    Directory.CreateDirectory(Path.Combine(cache.Root, i.ToString("x2")), mode);
            }

            return cache;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ClientFailure(
                ClientFailureKind.CacheDirectory,
                $"The cache directory {settings.Directory} cannot be used: {failure.Message} Check CVMFS_CACHE_BASE, free space and permissions.");
        }
    }

    /// <summary>Where the object is, or would be.</summary>
    public string PathOf(ContentHash hash)
    {
        Span<char> name = stackalloc char[64];
        hash.TryFormat(name, out var length);
        return string.Concat(Root, "/", name[..2], string.Concat("/", name[2..length]));
    }

    /// <summary>Whether the object is here.</summary>
    public bool Contains(ContentHash hash) => File.Exists(PathOf(hash));

    /// <summary>Opens an object for reading; null when it is not here.</summary>
    public SafeFileHandle? TryOpen(ContentHash hash)
    {
        var path = PathOf(hash);
        if (!File.Exists(path))
            return null;
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A new file in <c>txn</c>, for reading and writing.</summary>
    public FileStream CreateTemporary() => new(
        Path.Combine(Transactions, "fetch" + Guid.NewGuid().ToString("N")),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = _fileMode,
        });

    /// <summary>Gives a verified temporary file its name; an object of that name is replaced by an equal one.</summary>
    public void Commit(string temporary, ContentHash hash)
    {
        var destination = PathOf(hash);
        try
        {
            File.Move(temporary, destination, overwrite: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody emptied the cache under a running client.
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!, OwnFolder);
            File.Move(temporary, destination, overwrite: true);
        }
    }

    /// <summary>Moves a damaged object out of the way.</summary>
    public void MoveToQuarantine(ContentHash hash)
    {
        var path = PathOf(hash);
        try
        {
            Directory.CreateDirectory(Quarantine, OwnFolder);
            File.Move(path, Path.Combine(Quarantine, hash.ToString()), overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Delete(hash);
        }
    }

    /// <summary>Removes an object, if it is here and may be removed.</summary>
    public bool Delete(ContentHash hash)
    {
        try
        {
            File.Delete(PathOf(hash));
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure is DirectoryNotFoundException;
        }
    }

    /// <summary>Removes what killed processes left in <c>txn</c>. Only for a process that is alone in the directory.</summary>
    public void RemoveLeftovers()
    {
        foreach (var file in Directory.EnumerateFiles(Transactions))
            File.Delete(file);
    }

    /// <summary>All objects with their sizes, least recently accessed first.</summary>
    public IReadOnlyList<(ContentHash Hash, long Size)> Scan()
    {
        var found = new List<(ContentHash Hash, long Size, DateTime Access)>();
        for (var i = 0; i < 256; i++)
        {
            var folder = new DirectoryInfo(Path.Combine(Root, i.ToString("x2")));
            if (!folder.Exists)
                continue;
            foreach (var file in folder.EnumerateFiles())
            {
                if (ContentHash.TryParse(folder.Name + file.Name, out var hash))
                    found.Add((hash, file.Length, file.LastAccessTimeUtc));
            }
        }

        return [.. found.OrderBy(file => file.Access).Select(file => (file.Hash, file.Size))];
    }
}
