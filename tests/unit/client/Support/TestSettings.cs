using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>Settings with short times for tests.</summary>
internal static class TestSettings
{
    public static NetworkSettings Network(params Uri[] servers) => new()
    {
        Servers = servers,
        Proxies = ProxyList.Direct,
        BackoffInitial = TimeSpan.FromMilliseconds(2),
        BackoffMaximum = TimeSpan.FromMilliseconds(5),
        DirectTimeout = TimeSpan.FromSeconds(20),
        ProxyTimeout = TimeSpan.FromSeconds(20),
    };

    public static CacheSettings Cache(string folder, long? quota = null) => new() { Directory = folder, Workspace = folder, QuotaBytes = quota };

    public static ClientSettings ForInterop(string folder, string fqrn, string cache, params Uri[] servers) => new()
    {
        Repository = RepositoryName.Parse(fqrn),
        Network = Network(servers),
        Cache = Cache(cache, 1L << 30),
        Trust = new TrustSettings { PublicKeyFiles = [Path.Combine(folder, fqrn + ".pub")] },
    };
}
