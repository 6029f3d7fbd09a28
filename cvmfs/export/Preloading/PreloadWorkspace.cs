using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>
/// What one preload keeps beside the objects: its lock, and its unfinished files. The lock file holds a byte while a run is under way; a run that finds
/// one there knows that its predecessor was killed.
/// </summary>
internal sealed class PreloadWorkspace : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _prefix;
    private readonly string _cache;
    private readonly string _staging;
    private readonly string _catalogs;

    private PreloadWorkspace(FileStream held, string prefix, string cache, string catalogs)
    {
        _lock = held;
        _prefix = prefix;
        _cache = cache;
        _staging = Path.Combine(cache, "txn");
        _catalogs = catalogs;
        WasKilled = held.Length > 0;
    }

    /// <summary>Whether the last run of this repository into this cache did not come to its end.</summary>
    public bool WasKilled { get; }

    public static ClientResult<PreloadWorkspace> Open(string cache, RepositoryName repository, string? catalogs)
    {
        var file = Path.Combine(cache, $"lock_preload.{repository}");
        var folder = catalogs ?? Path.Combine(cache, "txn");
        FileStream held;
        try
        {
            Directory.CreateDirectory(folder);
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (UnauthorizedAccessException failure)
        {
            return new ClientFailure(ClientFailureKind.CacheDirectory, $"{file} cannot be written: {failure.Message}");
        }
        catch (IOException failure)
        {
            return new ClientFailure(ClientFailureKind.LockWorkspace, $"{file} is held by another preload of {repository}, or cannot be written: {failure.Message}");
        }

        var workspace = new PreloadWorkspace(held, $"preload.{repository}.", cache, folder);
        workspace.RemoveLeftovers();
        held.Position = 0;
        held.WriteByte((byte)'r');
        return workspace;
    }

    /// <summary>A name for an unfinished object, on the cache's file system.</summary>
    public string NewObjectFile() => NewFile(_staging);

    /// <summary>A name for an unfinished catalog.</summary>
    public string NewCatalogFile() => NewFile(_catalogs);

    /// <summary>Brings everything written so far onto the disk.</summary>
    public void Flush()
    {
        if (!DirectoryHandle.Open(_cache).TryGet(out var directory))
            return;
        using (directory)
            directory.SyncFileSystem().OrThrow($"flush {_cache} to the disk");
    }

    /// <summary>Notes that the run came to its end.</summary>
    public void Complete() => _lock.SetLength(0);

    public void Dispose()
    {
        RemoveLeftovers();
        _lock.Dispose();
    }

    private string NewFile(string folder) => Path.Combine(folder, _prefix + Guid.NewGuid().ToString("N"));

    private void RemoveLeftovers()
    {
        foreach (var folder in new[] { _staging, _catalogs }.Distinct(StringComparer.Ordinal))
        {
            foreach (var file in Directory.EnumerateFiles(folder, _prefix + "*"))
                File.Delete(file);
        }
    }
}
