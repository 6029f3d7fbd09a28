using System.Collections.Concurrent;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>Download and cache put together as the client does it, on a folder of its own.</summary>
internal sealed class FetchBench : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NetworkStack _stack;

    private readonly bool _blocks;

    /// <param name="network">Servers and times.</param>
    /// <param name="quota">Limit of the cache in bytes.</param>
    /// <param name="given">Clock and dice, where they matter.</param>
    /// <param name="blocks">Whether reads are made as by a thread of a mount, which may be blocked.</param>
    public FetchBench(NetworkSettings network, long? quota = null, ClientServices? given = null, bool blocks = false)
    {
        _blocks = blocks;
        var services = (given ?? new ClientServices()) with { Log = Log.Enqueue };
        var settings = TestSettings.Cache(_folder.Path, quota);
        var cache = (FreezableCache)CacheFactory.Open(settings, services).Value;
        Cache = cache.Files;
        Quota = cache.Quota;
        _stack = new NetworkStack(network, new NameResolver(network.Dns, services), _folder.Path, services, Counters);
        Fetcher = new ObjectFetcher(cache, null, _stack.Downloader, _stack.Downloader, services, Counters);
    }

    public ConcurrentQueue<ClientLogEntry> Log { get; } = [];

    public ClientCounters Counters { get; } = new();

    public CacheDirectory Cache { get; }

    public IQuota Quota { get; }

    public RouteTable Routes => _stack.Routes;

    public NetworkStack Network => _stack;

    public ObjectFetcher Fetcher { get; }

    public async Task<ClientResult<byte[]>> ReadAsync(CachedObject wanted)
    {
        var opened = _blocks ? await OpenBlockingAsync(wanted, TestContext.Current.CancellationToken) : await Fetcher.OpenAsync(wanted, TestContext.Current.CancellationToken);
        if (!opened.IsOk)
            return opened.Failure;
        using var handle = opened.Value;
        var bytes = new byte[RandomAccess.GetLength(handle)];
        RandomAccess.Read(handle, bytes, 0);
        return bytes;
    }

    /// <summary>Opens on a thread of its own, which is blocked meanwhile.</summary>
    public Task<ClientResult<SafeFileHandle>> OpenBlockingAsync(CachedObject wanted, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<ClientResult<SafeFileHandle>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                result.SetResult(Fetcher.OpenDataAsync(wanted, cancellationToken, mayBlock: true).AsTask().GetAwaiter().GetResult());
            }
            catch (Exception failure)
            {
                result.SetException(failure);
            }
        });
        thread.Start();
        return result.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await Fetcher.DisposeAsync();
        Fetcher.Cache.Dispose();
        _stack.Dispose();
        _folder.Dispose();
    }
}
