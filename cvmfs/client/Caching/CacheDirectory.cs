using System.Text;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// The files of the cache, laid out as formats §10.1 says: <c>00</c> … <c>ff</c> with decompressed objects under the hash of their compressed bytes,
/// <c>txn</c> for what is being written, <c>quarantaine</c> for what was found damaged. A file that has its final name is complete.
/// </summary>
internal sealed class CacheDirectory : IDisposable
{
    /// <summary>Of an object below the root: two slashes, the digits of the longest hash, the name of its algorithm.</summary>
    private const int LongestName = 64;

    private const int PathOnStack = 512;

    private readonly CacheDirectoryKind _kind;
    private readonly ClientServices _services;
    private readonly Durability? _durability;
    private readonly bool _temporariesBesideObjects;
    private readonly SpareFiles? _spares;
    private readonly byte[] _rootInBytes;

    // Other processes, on other machines too, write into the same folder.
    private readonly string _temporaryNames = $"{Guid.NewGuid():N}";
    private long _temporaries;

    private CacheDirectory(string root, CacheDirectoryKind kind, ClientServices services)
    {
        Root = root;
        _rootInBytes = Encoding.UTF8.GetBytes(root);
        Transactions = Path.Combine(root, "txn");
        Quarantine = Path.Combine(root, "quarantaine");
        _kind = kind;
        _services = services;
        _temporariesBesideObjects = kind == CacheDirectoryKind.Alien && FileSystemKind.WantsRenamesInsideOneDirectory(root);
        if (kind == CacheDirectoryKind.Own && services.SyncFileSystem is { } sync)
            _durability = new Durability(this, sync, services);
        if (kind is CacheDirectoryKind.Own or CacheDirectoryKind.Private)
            _spares = new SpareFiles(() => NewFile(Transactions), services.Time);
    }

    /// <summary>The directory that holds <c>00</c> … <c>ff</c>.</summary>
    public string Root { get; }

    /// <summary>Where files are written before they get their names.</summary>
    public string Transactions { get; }

    /// <summary>Where damaged files are kept for inspection.</summary>
    public string Quarantine { get; }

    /// <summary>Makes what is missing of the layout, and removes what a power loss may have damaged.</summary>
    public static ClientResult<CacheDirectory> Open(string root, CacheDirectoryKind kind, ClientServices services)
    {
        try
        {
            CacheLayout.Create(root, kind);
            var cache = new CacheDirectory(root, kind, services);
            cache._durability?.Recover();
            return cache;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ClientFailure(
                ClientFailureKind.CacheDirectory,
                $"The cache directory {root} cannot be used: {failure.Message} Check CVMFS_CACHE_BASE, free space and permissions.");
        }
    }

    /// <summary>A directory that exists and can only be read.</summary>
    public static CacheDirectory OpenReadOnly(string root, ClientServices services) => new(root, CacheDirectoryKind.ReadOnly, services);

    /// <summary>Where the object is, or would be.</summary>
    public string PathOf(ContentHash hash)
    {
        Span<char> name = stackalloc char[64];
        hash.TryFormat(name, out var length);
        return string.Concat(Root, "/", name[..2], string.Concat("/", name[2..length]));
    }

    /// <summary>Whether the object is here.</summary>
    public bool Contains(ContentHash hash) => File.Exists(PathOf(hash));

    /// <summary>Opens an object for reading; null when it is not here, or with a reason when it cannot be opened.</summary>
    public SafeFileHandle? TryOpen(ContentHash hash, out ClientFailure? failure)
    {
        failure = null;
        if (_services.LocalFiles is { } local)
        {
            var length = _rootInBytes.Length + LongestName;
            var handle = local.TryOpen(PathInBytes(hash, length <= PathOnStack ? stackalloc byte[length] : new byte[length]), out var isAbsent);
            if (handle is not null || isAbsent)
                return handle;
        }

        var path = PathOf(hash);
        if (!File.Exists(path))
            return null;
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            failure = LocalFailure.Of(error, $"The cached object {path} cannot be opened");
            return null;
        }
    }

    /// <summary>A new file in <c>txn</c>, for reading and writing.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public TemporaryFile CreateTemporary(ContentHash hash)
    {
        if (_spares?.TryTake() is { } spare)
            return spare;
        var folder = _temporariesBesideObjects ? Path.GetDirectoryName(PathOf(hash))! : Transactions;
        try
        {
            return NewFile(folder);
        }
        catch (DirectoryNotFoundException)
        {
            Recreate();
            return NewFile(folder);
        }
    }

    /// <summary>Gives a verified temporary file its name. An object of that name is replaced by an equal one, or stays where others share the directory.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public void Commit(TemporaryFile temporary, ContentHash hash)
    {
        if (_durability is not null)
            _durability.Written();
        else if (_kind is not CacheDirectoryKind.Private)
            temporary.Content.Flush(flushToDisk: true);
        var destination = PathOf(hash);
        try
        {
            Rename(temporary.Path, destination);
        }
        catch (DirectoryNotFoundException)
        {
            Recreate();
            Rename(temporary.Path, destination);
        }
        catch (FileNotFoundException)
        {
            // Somebody removed the cache, spare files included.
            _spares?.Clear();
            throw;
        }
    }

    /// <summary>As <see cref="Commit(TemporaryFile, ContentHash)"/>, for a file that another program wrote.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public void Commit(string file, ContentHash hash)
    {
        using var temporary = new TemporaryFile(new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0), file);
        Commit(temporary, hash);
    }

    /// <summary>Moves a damaged object out of the way.</summary>
    public void MoveToQuarantine(ContentHash hash)
    {
        var path = PathOf(hash);
        try
        {
            Directory.CreateDirectory(Quarantine, CacheLayout.ModeOfFolders(_kind));
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

    /// <summary>All objects.</summary>
    public IEnumerable<(ContentHash Hash, FileInfo File)> Objects()
    {
        for (var i = 0; i < CacheLayout.Folders; i++)
        {
            var folder = new DirectoryInfo(Path.Combine(Root, i.ToString("x2")));
            if (!folder.Exists)
                continue;
            foreach (var file in folder.EnumerateFiles())
            {
                if (ContentHash.TryParse(folder.Name + file.Name, out var hash))
                    yield return (hash, file);
            }
        }
    }

    /// <summary>All objects with their sizes, least recently accessed first.</summary>
    public IReadOnlyList<(ContentHash Hash, long Size)> Scan() =>
        [.. Objects().Select(found => (found.Hash, Size: found.File.Length, Access: found.File.LastAccessTimeUtc)).OrderBy(found => found.Access).Select(found => (found.Hash, found.Size))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _spares?.Dispose();
        _durability?.Dispose();
    }

    private ReadOnlySpan<byte> PathInBytes(ContentHash hash, Span<byte> path)
    {
        Span<char> name = stackalloc char[64];
        hash.TryFormat(name, out var length);
        var end = _rootInBytes.Length;
        _rootInBytes.CopyTo(path);
        path[end++] = (byte)'/';
        end += Encoding.ASCII.GetBytes(name[..2], path[end..]);
        path[end++] = (byte)'/';
        end += Encoding.ASCII.GetBytes(name[2..length], path[end..]);
        return path[..end];
    }

    private TemporaryFile NewFile(string folder)
    {
        var path = $"{folder}/fetch{_temporaryNames}{Interlocked.Increment(ref _temporaries):x}";
        var mode = CacheLayout.ModeOfFiles(_kind);
        var content = _services.LocalFiles?.TryCreate(path, mode) is { } handle
            ? new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0)
            : new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = 0,
                UnixCreateMode = mode,
            });

        // The process's umask would take the group's rights away, which an alien cache needs.
        if (_kind == CacheDirectoryKind.Alien)
            File.SetUnixFileMode(content.SafeFileHandle, mode);
        return new TemporaryFile(content, path);
    }

    private void Rename(string temporary, string destination)
    {
        if (_kind != CacheDirectoryKind.Alien)
        {
            if (_services.LocalFiles?.TryRename(temporary, destination) != true)
                File.Move(temporary, destination, overwrite: true);
            return;
        }

        // Another machine may read the object over NFS, which would lose it when it was replaced: link and unlink instead (formats §10.1).
        try
        {
            File.Move(temporary, destination, overwrite: false);
        }
        catch (IOException) when (File.Exists(destination))
        {
            File.Delete(temporary);
        }
    }

    private void Recreate()
    {
        _services.CacheRecreated(Root);
        CacheLayout.Create(Root, _kind, looksEverywhere: true);
    }
}
