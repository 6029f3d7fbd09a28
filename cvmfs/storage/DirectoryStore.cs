using System.Runtime.CompilerServices;

namespace CernVM.Cvmfs.Storage;

/// <summary>
/// A store in a directory, laid out as formats §2 says: objects below <c>data/00</c> … <c>data/ff</c>, staging in <c>data/txn</c>, finished files renamed
/// from there into place. Files are created with mode <c>0666 &amp; ~umask</c>.
/// </summary>
public sealed class DirectoryStore : IObjectStore
{
    private const int CopyBuffer = 128 * 1024;
    private const string StagingPrefix = "data/txn/";

    private readonly string _staging;
    private readonly bool _flushObjects;

    private DirectoryStore(string root, bool flushObjects)
    {
        Root = root;
        _staging = Path.Combine(root, "data", "txn");
        _flushObjects = flushObjects;
    }

    /// <summary>The storage directory, absolute.</summary>
    public string Root { get; }

    /// <summary>Opens the directory as a store, making the folders of the layout that are not there yet.</summary>
    /// <param name="root">The storage directory, for example <c>/srv/cvmfs/&lt;fqrn&gt;</c>.</param>
    /// <param name="flushObjects">Whether every object is flushed to the disk before it gets its name. Replaced files always are.</param>
    public static DirectoryStore Create(string root, bool flushObjects = false)
    {
        var store = new DirectoryStore(Path.GetFullPath(root), flushObjects);
        Directory.CreateDirectory(store._staging);
        for (var i = 0; i < 256; i++)
            Directory.CreateDirectory(Path.Combine(store.Root, "data", i.ToString("x2")));
        return store;
    }

    /// <summary>Opens an existing store without touching it; folders are then made only when a put needs them.</summary>
    public static DirectoryStore Open(string root, bool flushObjects = false) => new(Path.GetFullPath(root), flushObjects);

    /// <summary>Where the key's file is, whether it exists or not.</summary>
    public string PathOf(StoreKey key) => Path.Combine(Root, key.Value);

    /// <inheritdoc/>
    public ValueTask<bool> ExistsAsync(StoreKey key, CancellationToken cancellationToken = default) => ValueTask.FromResult(File.Exists(PathOf(key)));

    /// <inheritdoc/>
    public ValueTask<Stream?> OpenReadAsync(StoreKey key, CancellationToken cancellationToken = default)
    {
        try
        {
            return ValueTask.FromResult<Stream?>(
                new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return ValueTask.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<PutOutcome> PutAsync(StoreKey key, Stream content, PutMode mode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var destination = PathOf(key);
        if (mode == PutMode.KeepExisting && File.Exists(destination))
            return PutOutcome.AlreadyThere;

        Directory.CreateDirectory(_staging);
        var staged = Path.Combine(_staging, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var file = new FileStream(staged, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                await content.CopyToAsync(file, CopyBuffer, cancellationToken);
                if (_flushObjects || mode == PutMode.Replace)
                    file.Flush(flushToDisk: true);
            }

            return Publish(staged, destination, mode);
        }
        finally
        {
            File.Delete(staged);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(StoreKey key, CancellationToken cancellationToken = default)
    {
        var path = PathOf(key);
        if (!File.Exists(path))
            return ValueTask.FromResult(false);
        File.Delete(path);
        return ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoreKey> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        await ValueTask.CompletedTask;
        var folder = Path.Combine(Root, prefix[..(prefix.LastIndexOf('/') + 1)]);
        if (!StoreKey.TryParse(prefix + "x", out _) || !Directory.Exists(folder))
            yield break;

        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        foreach (var path in Directory.EnumerateFiles(folder, "*", everything))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Path.GetRelativePath(Root, path);
            if (name.StartsWith(prefix, StringComparison.Ordinal) && !name.StartsWith(StagingPrefix, StringComparison.Ordinal) && StoreKey.TryParse(name, out var key))
                yield return key;
        }
    }

    private static PutOutcome Publish(string staged, string destination, PutMode mode)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            File.Move(staged, destination, overwrite: mode == PutMode.Replace);
            return PutOutcome.Stored;
        }
        catch (IOException) when (mode == PutMode.KeepExisting && File.Exists(destination))
        {
            return PutOutcome.AlreadyThere;
        }
    }
}
