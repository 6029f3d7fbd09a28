using System.Collections.Concurrent;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>Download and cache put together as the client does it, on a folder of its own.</summary>
internal sealed class FetchBench : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConnectionPool _connections;

    public FetchBench(NetworkSettings network, long? quota = null)
    {
        var services = new ClientServices { Log = Log.Enqueue };
        var settings = TestSettings.Cache(_folder.Path, quota);
        var cache = (PosixCache)CacheFactory.Open(settings, services).Value;
        Cache = cache.Files;
        Quota = cache.Quota;
        _connections = new ConnectionPool(network, new NameResolver(network.Dns, services));
        Routes = new RouteTable(network.Servers, network.Proxies, network, services, Counters);
        var downloader = new Downloader(network, Routes, new HttpAttempt(_connections, network, services, Counters), services, Counters);
        Fetcher = new ObjectFetcher(cache, null, downloader, downloader, services, Counters);
    }

    public ConcurrentQueue<ClientLogEntry> Log { get; } = [];

    public ClientCounters Counters { get; } = new();

    public CacheDirectory Cache { get; }

    public IQuota Quota { get; }

    public RouteTable Routes { get; }

    public ObjectFetcher Fetcher { get; }

    public async Task<ClientResult<byte[]>> ReadAsync(CachedObject wanted)
    {
        var opened = await Fetcher.OpenAsync(wanted, TestContext.Current.CancellationToken);
        if (!opened.IsOk)
            return opened.Failure;
        using var handle = opened.Value;
        var bytes = new byte[RandomAccess.GetLength(handle)];
        RandomAccess.Read(handle, bytes, 0);
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        await Fetcher.DisposeAsync();
        Fetcher.Cache.Dispose();
        _connections.Dispose();
        _folder.Dispose();
    }
}
