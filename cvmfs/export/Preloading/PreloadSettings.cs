using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>Turns the options of a preload into settings of the client.</summary>
internal static class PreloadSettings
{
    // Upstream CernVM-FS.
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(2);

    public static ClientSettings Of(PreloadOptions options) => new()
    {
        Repository = options.Repository,
        Network = new NetworkSettings
        {
            Servers = [options.Server],
            Proxies = ProxyList.Direct,
            ProxyTimeout = options.Timeout,
            DirectTimeout = options.Timeout,
            MaxRetries = options.Retries,
            BackoffInitial = FirstBackoff,
            BackoffMaximum = LongestBackoff,
            MaxConnections = options.Parallel + 1,
        },
        Cache = new CacheSettings
        {
            Directory = Path.GetFullPath(options.CacheDirectory),
            Workspace = Path.GetFullPath(options.CacheDirectory),
            IsAlien = true,
            QuotaBytes = null,
        },
        Trust = new TrustSettings { PublicKeyFiles = [.. options.Keys.SelectMany(KeyFiles)], BlacklistFiles = ["/etc/cvmfs/blacklist"] },
    };

    private static IEnumerable<string> KeyFiles(string key) =>
        Directory.Exists(key) ? Directory.EnumerateFiles(key, "*.pub").Order(StringComparer.Ordinal) : [key];
}
