using System.Threading.Channels;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>
/// Read, cut, compress, hash, store, on all processors. Small files travel in batches, so that a file costs no thread hop; the queue is bounded, so
/// that a walk cannot run ahead of the workers.
/// </summary>
internal sealed class FilePipeline : IAsyncDisposable
{
    private const int FilesPerBatch = 128;
    private const long BytesPerBatch = 4 << 20;

    private readonly Channel<List<ContentJob>> _batches;
    private readonly Task[] _workers;
    private readonly CancellationTokenSource _stop;
    private List<ContentJob> _filling = new(FilesPerBatch);
    private long _fillingBytes;

    public FilePipeline(IObjectStore store, PipelineOptions options, ObjectCounters counters, CancellationTokenSource stop)
    {
        _stop = stop;
        _batches = Channel.CreateBounded<List<ContentJob>>(new BoundedChannelOptions(2 * options.Workers) { SingleWriter = true });
        _workers = [.. Enumerable.Range(0, options.Workers).Select(_ => Task.Run(() => WorkAsync(new FileStorer(store, options, counters))))];
    }

    /// <summary>The first failure of a worker, or completion once all files given are stored and <see cref="CompleteAsync"/> was called.</summary>
    public Task Completion => Task.WhenAll(_workers);

    /// <summary>Hands a file to the workers, perhaps only together with later ones.</summary>
    public ValueTask AddAsync(ContentJob job)
    {
        _filling.Add(job);
        _fillingBytes += job.Entry.Size;
        return _filling.Count >= FilesPerBatch || _fillingBytes >= BytesPerBatch ? FlushAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Hands over what has been collected.</summary>
    public async ValueTask FlushAsync()
    {
        if (_filling.Count == 0)
            return;
        var batch = _filling;
        _filling = new List<ContentJob>(FilesPerBatch);
        _fillingBytes = 0;
        await _batches.Writer.WriteAsync(batch, _stop.Token);
    }

    /// <summary>No more files come; waits for those on their way.</summary>
    public async Task CompleteAsync()
    {
        await FlushAsync();
        _batches.Writer.TryComplete();
        await Completion;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await Task.WhenAll(_workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WorkAsync(FileStorer storer)
    {
        try
        {
            using (storer)
            {
                await foreach (var batch in _batches.Reader.ReadAllAsync(_stop.Token))
                {
                    foreach (var job in batch)
                    {
                        _stop.Token.ThrowIfCancellationRequested();
                        await storer.StoreAsync(job, _stop.Token);
                        job.Owner.ContentStored();
                    }
                }
            }
        }
        catch
        {
            // Everybody who waits for this worker's results must wake up; the failure itself is seen through Completion.
            await _stop.CancelAsync();
            throw;
        }
    }
}
