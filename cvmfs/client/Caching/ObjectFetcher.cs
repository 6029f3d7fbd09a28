using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Fetching.Blocking;
using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// Objects from the cache, downloaded first where they are missing. Only bytes whose hash was verified get a name in the cache. Requests for an object that
/// is on its way wait for that download; it goes on when the requests that wait for it are cancelled, until the client is closed.
/// </summary>
internal sealed class ObjectFetcher(
    IObjectCache cache, SharedDescriptors? shared, Downloader objects, Downloader? externals, ClientServices services, ClientCounters counters) : IAsyncDisposable
{
    // An object that is evicted again before it could be opened is fetched again; more than this hints at a cache far too small.
    private const int MaxRounds = 3;

    private readonly ObjectSource _source = new(cache, objects, externals, counters);
    private readonly ConcurrentDictionary<ContentHash, RunningDownload> _running = new();

    // The token is kept beside its source, because a transfer may still begin when the source is gone.
    private readonly (CancellationTokenSource Source, CancellationToken Token) _closing = NewClosing();

    /// <summary>Where objects are kept.</summary>
    public IObjectCache Cache => cache;

    /// <summary>The cache's bookkeeping.</summary>
    public IQuota Quota => cache.Quota;

    /// <summary>What is fetched ahead and not used yet; told of every object that is opened.</summary>
    public PrefetchLedger? Ahead { get; set; }

    /// <summary>Opens an object that is in the cache; null when it is not, or when it was damaged and has been put aside.</summary>
    public SafeFileHandle? TryOpen(in CachedObject wanted) => TryOpen(wanted, out _, out _);

    /// <summary>Opens an object, downloading it when it is not in the cache.</summary>
    public async ValueTask<ClientResult<SafeFileHandle>> OpenAsync(CachedObject wanted, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (TryOpen(wanted, out var refused, out _) is { } handle)
                return handle;
            if (refused is not null)
                return refused;
            if (await EnsureAsync(wanted, cancellationToken) is { } failure)
                return failure;
        }

        return new ClientFailure(
            ClientFailureKind.NoSpace,
            $"Object {wanted.Name} ({wanted.Description}) left the cache again before it could be opened; raise CVMFS_QUOTA_LIMIT.");
    }

    /// <summary>As <see cref="TryOpen(in CachedObject)"/>, for file data: the descriptor may be shared and is given back by <see cref="CloseData"/>.</summary>
    /// <param name="wanted">The object.</param>
    /// <param name="isFirstUse">Whether it was fetched ahead and nobody has opened it since.</param>
    public SafeFileHandle? TryOpenData(in CachedObject wanted, out bool isFirstUse)
    {
        if (shared is null)
            return TryOpen(wanted, out _, out isFirstUse);
        if (shared.TryTake(wanted.Name.Hash) is { } taken)
        {
            counters.CountHit();
            isFirstUse = Ahead?.Used(wanted.Name.Hash) == true;
            cache.Quota.Touch(wanted.Name.Hash);
            return taken;
        }

        return TryOpen(wanted, out _, out isFirstUse) is { } opened ? shared.Add(wanted.Name.Hash, opened) : null;
    }

    /// <summary>As <see cref="OpenAsync"/>, for file data: the descriptor may be shared and is given back by <see cref="CloseData"/>.</summary>
    /// <param name="wanted">The object.</param>
    /// <param name="cancellationToken">Ends the wait, not the download.</param>
    /// <param name="mayBlock">
    /// Whether the calling thread, which has just found the object missing, may be blocked. It then carries the transfer of a small object by itself.
    /// </param>
    public async ValueTask<ClientResult<SafeFileHandle>> OpenDataAsync(CachedObject wanted, CancellationToken cancellationToken, bool mayBlock = false)
    {
        var opened = mayBlock && wanted.Size is >= 0 and <= BlockingAttempt.LargestObject
            ? await CarryAsync(wanted, cancellationToken)
            : await OpenAsync(wanted, cancellationToken);
        return opened.IsOk && shared is not null ? shared.Add(wanted.Name.Hash, opened.Value) : opened;
    }

    /// <summary>Reads a small object whole, downloading it when it is not in the cache.</summary>
    /// <param name="wanted">The object.</param>
    /// <param name="limit">Most bytes that are accepted.</param>
    /// <param name="cancellationToken">Ends the wait, not the download.</param>
    /// <returns>Its bytes, or a failure of kind <see cref="ClientFailureKind.Corrupt"/> when it is larger.</returns>
    public async ValueTask<ClientResult<byte[]>> ReadAsync(CachedObject wanted, long limit, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(wanted, cancellationToken);
        if (!opened.IsOk)
            return opened.Failure;
        using var handle = opened.Value;
        var length = RandomAccess.GetLength(handle);
        if (length > limit)
            return new ClientFailure(ClientFailureKind.Corrupt, $"The {wanted.Description} ({wanted.Name}) has {length} bytes; at most {limit} are accepted.");
        var bytes = new byte[length];
        return bytes.AsSpan(0, RandomAccess.Read(handle, bytes, 0)).ToArray();
    }

    /// <summary>Gives a descriptor of file data back.</summary>
    public void CloseData(ContentHash hash, SafeFileHandle handle)
    {
        if (shared is null)
            handle.Dispose();
        else
            shared.Release(hash, handle);
    }

    /// <summary>Brings an object into the cache before anybody needs it: one quiet attempt, nothing when it is there or on its way.</summary>
    /// <param name="wanted">The object.</param>
    /// <param name="mayBlock">Whether the calling thread may be blocked: it then carries the transfer of a small object by itself.</param>
    /// <returns>Null when it is in the cache or on its way to it.</returns>
    public async ValueTask<ClientFailure?> FetchAheadAsync(CachedObject wanted, bool mayBlock = false)
    {
        if (cache.Contains(wanted.Name.Hash))
            return null;
        var mine = new RunningDownload(isAhead: true);
        if (!ReferenceEquals(_running.GetOrAdd(wanted.Name.Hash, mine), mine))
            return null;
        if (mayBlock)
            await RunAsync(mine, wanted, mayBlock: true);
        else
            Start(mine, wanted);
        return await mine.Completion;
    }

    /// <summary>Puts an object into the cache without opening it; null when it is there.</summary>
    public async ValueTask<ClientFailure?> EnsureAsync(CachedObject wanted, CancellationToken cancellationToken)
    {
        while (!cache.Contains(wanted.Name.Hash))
        {
            var mine = new RunningDownload(isAhead: false);
            var running = _running.GetOrAdd(wanted.Name.Hash, mine);
            if (ReferenceEquals(running, mine))
                Start(mine, wanted);
            var failure = await running.Completion.WaitAsync(cancellationToken);

            // A transfer ahead of need gives up at the first error; whoever needs the object tries in earnest.
            if (!running.WasHandedOver && (failure is null || !running.IsAhead))
                return failure;
        }

        return null;
    }

    /// <summary>Puts a damaged object aside, so that it is fetched again.</summary>
    public void Quarantine(ContentHash hash, string reason)
    {
        counters.CountCorrupt();
        services.Quarantined(hash, reason);
        shared?.Forget(hash);
        cache.SetAside(hash);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.Source.CancelAsync();
        foreach (var download in _running.Values)
            await Task.WhenAny(download.Completion);
        _closing.Source.Dispose();
    }

    private static (CancellationTokenSource Source, CancellationToken Token) NewClosing()
    {
        var source = new CancellationTokenSource();
        return (source, source.Token);
    }

    private SafeFileHandle? TryOpen(in CachedObject wanted, out ClientFailure? failure, out bool isFirstUse)
    {
        isFirstUse = false;
        var handle = cache.TryOpen(wanted, out failure);
        if (handle is null)
            return null;
        if (wanted.Size != CachedObject.UnknownSize && RandomAccess.GetLength(handle) is var length && length != wanted.Size)
        {
            handle.Dispose();
            Quarantine(wanted.Name.Hash, $"{length} bytes instead of {wanted.Size}");
            return null;
        }

        counters.CountHit();
        isFirstUse = Ahead?.Used(wanted.Name.Hash) == true;
        return handle;
    }

    private void Start(RunningDownload download, CachedObject wanted) => _ = Task.Run(() => RunAsync(download, wanted, mayBlock: false));

    [SuppressMessage("Design", "CA1031", Justification = "Whoever waits for the download gets the exception.")]
    private async Task RunAsync(RunningDownload download, CachedObject wanted, bool mayBlock)
    {
        try
        {
            var failure = await _source.BringAsync(wanted, wanted.ToRequest() with { IsAhead = download.IsAhead, MayBlock = mayBlock }, _closing.Token);
            Leave(download, wanted);
            download.Finish(failure);
        }
        catch (Exception failure)
        {
            Leave(download, wanted);
            download.Fail(failure);
        }
    }

    // The caller's own thread does the work. When the caller is interrupted, the transfer begins again in the background: a program that is interrupted again
    // and again would never get the object otherwise.
    private async ValueTask<ClientResult<SafeFileHandle>> CarryAsync(CachedObject wanted, CancellationToken cancellationToken)
    {
        var mine = new RunningDownload(isAhead: false);
        if (!ReferenceEquals(_running.GetOrAdd(wanted.Name.Hash, mine), mine))
            return await OpenAsync(wanted, cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        try
        {
            var failure = await _source.BringAsync(wanted, wanted.ToRequest() with { MayBlock = true }, either.Token);
            Leave(mine, wanted);
            mine.Finish(failure);
            return failure is null ? await OpenAsync(wanted, cancellationToken) : failure;
        }
        catch (OperationCanceledException) when (!_closing.Token.IsCancellationRequested && !mine.Completion.IsCompleted)
        {
            var next = new RunningDownload(isAhead: false);
            if (_running.TryUpdate(wanted.Name.Hash, next, mine))
                Start(next, wanted);
            mine.HandOver();
            throw;
        }
        catch (Exception failure) when (!mine.Completion.IsCompleted)
        {
            Leave(mine, wanted);
            mine.Fail(failure);
            throw;
        }
    }

    private void Leave(RunningDownload download, CachedObject wanted) => _running.TryRemove(KeyValuePair.Create(wanted.Name.Hash, download));
}
