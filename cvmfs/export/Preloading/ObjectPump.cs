using System.Threading.Channels;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Objects;

namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>Brings file data into the cache, several at once. The first failure stops everything.</summary>
internal sealed class ObjectPump
{
    /// <summary>Ours: larger objects go to a file while they arrive, so that memory stays small.</summary>
    private const int LargestInMemory = 1 << 20;

    /// <summary>Ours: enough to keep every worker busy while a catalog is read.</summary>
    private const int QueueLength = 1024;

    private const UnixFileMode GroupFile =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly Channel<(StoredObject Object, PendingCatalog Catalog)> _queue =
        Channel.CreateBounded<(StoredObject, PendingCatalog)>(QueueLength);

    private readonly RepositoryObjects _objects;
    private readonly PreloadWorkspace _workspace;
    private readonly Action<ClientFailure> _onFailure;
    private long _processed;
    private long _fetched;

    public ObjectPump(RepositoryObjects objects, PreloadWorkspace workspace, Action<ClientFailure> onFailure)
    {
        _objects = objects;
        _workspace = workspace;
        _onFailure = onFailure;
    }

    public long Processed => Volatile.Read(ref _processed);

    public long Fetched => Volatile.Read(ref _fetched);

    public ValueTask AddAsync(StoredObject wanted, PendingCatalog catalog, CancellationToken cancel)
    {
        catalog.Announce();
        return _queue.Writer.WriteAsync((wanted, catalog), cancel);
    }

    public void NoMore() => _queue.Writer.Complete();

    /// <summary>Works until nothing is left or the token is cancelled.</summary>
    public Task RunAsync(int workers, CancellationToken cancel) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(cancel), CancellationToken.None)));

    private async Task WorkAsync(CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        try
        {
            await foreach (var (wanted, catalog) in _queue.Reader.ReadAllAsync(cancel))
            {
                Interlocked.Increment(ref _processed);
                if (!_objects.IsCached(wanted.Name.Hash, wanted.Size))
                {
                    if (await BringAsync(wanted, memory, cancel) is { } failure)
                    {
                        _onFailure(failure);
                        return;
                    }

                    Interlocked.Increment(ref _fetched);
                }

                catalog.Arrived();
            }
        }
        catch (OperationCanceledException)
        {
            // Somebody else failed, or the user wants the end.
            memory.SetLength(0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _onFailure(new ClientFailure(ClientFailureKind.LocalStorage, $"The cache cannot be written: {failure.Message}"));
        }
    }

    private async ValueTask<ClientFailure?> BringAsync(StoredObject wanted, MemoryStream memory, CancellationToken cancel)
    {
        var isSmall = wanted.Size is >= 0 and <= LargestInMemory;
        if (isSmall)
        {
            var got = await _objects.GetAsync(wanted, memory, cancel);
            if (!got.IsOk)
                return got.Failure;
        }

        var file = _workspace.NewObjectFile();
        await using (var output = NewFile(file))
        {
            if (isSmall)
            {
                output.Write(memory.GetBuffer().AsSpan(0, (int)memory.Length));
            }
            else
            {
                var got = await _objects.GetAsync(wanted, output, cancel);
                if (!got.IsOk)
                    return got.Failure;
            }
        }

        _objects.Commit(file, wanted.Name.Hash);
        return null;
    }

    /// <summary>A new file that the group may write, whatever the umask: an alien cache belongs to a group (formats §10.1).</summary>
    public static FileStream NewFile(string path)
    {
        var file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
            });
        File.SetUnixFileMode(file.SafeFileHandle, GroupFile);
        return file;
    }
}
