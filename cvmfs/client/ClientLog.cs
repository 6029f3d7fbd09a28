using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client;

/// <summary>Every event that the client logs. Ids are never used again for another meaning.</summary>
internal static class ClientLog
{
    public static void DownloadFailed(this ClientServices services, string url, ProxyEndpoint proxy, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 101, $"Download of {url} through {proxy} failed: {reason}."));

    public static void ProxySwitched(this ClientServices services, ProxyEndpoint from, ProxyEndpoint to) =>
        services.Log(new(ClientLogLevel.Warning, 102, $"Proxy {from} failed, using {to}."));

    public static void HostSwitched(this ClientServices services, Uri from, Uri to) =>
        services.Log(new(ClientLogLevel.Warning, 103, $"Server {from} failed, using {to}."));

    public static void CorruptDownload(this ClientServices services, string url, string reason) =>
        services.Log(new(ClientLogLevel.Error, 104, $"Refused {url}: {reason}. It is fetched again past all caches."));

    public static void HostReset(this ClientServices services, Uri from, Uri to) =>
        services.Log(new(ClientLogLevel.Warning, 105, $"Back from server {from} to the first one, {to}."));

    public static void ProxyReset(this ClientServices services, ProxyEndpoint to) =>
        services.Log(new(ClientLogLevel.Warning, 106, $"Failed proxies are tried again; using {to}."));

    public static void ProxyUnknown(this ClientServices services, string name, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 107, $"The proxy's name {name} cannot be resolved: {reason}."));

    public static void ProxyAddressesChanged(this ClientServices services, ProxyEndpoint proxy, int count) =>
        services.Log(new(ClientLogLevel.Information, 108, $"The name of proxy {proxy} has other addresses now ({count})."));

    public static void GeoOrdered(this ClientServices services, Uri by) =>
        services.Log(new(ClientLogLevel.Information, 109, $"Servers are in the order of distance that {by} tells."));

    public static void GeoFailed(this ClientServices services, Uri server, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 110, $"Geo API of {server} did not help: {reason}."));

    public static void ProxiesDiscovered(this ClientServices services, string proxies, string source) =>
        services.Log(new(ClientLogLevel.Information, 111, $"Using the proxies {proxies} from {source}."));

    public static void DiscoveryFailed(this ClientServices services, string source, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 112, $"No proxies from {source}: {reason}."));

    public static void Quarantined(this ClientServices services, ContentHash hash, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 201, $"Cached object {hash} is damaged ({reason}); moved to quarantaine and fetched again."));

    public static void QuotaRebuilt(this ClientServices services, string file, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 202, $"{file} is made anew from the files in the cache: {reason}."));

    public static void QuotaFailed(this ClientServices services, string reason) =>
        services.Log(new(ClientLogLevel.Error, 203, $"Cache bookkeeping failed: {reason}. The cache may grow beyond its limit until this is repaired."));

    public static void CacheCleaned(this ClientServices services, int files, long bytes) =>
        services.Log(new(ClientLogLevel.Information, 204, $"Removed {files} objects ({bytes} bytes) from the cache."));

    public static void LowerCacheFailed(this ClientServices services, ContentHash hash, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 205, $"Object {hash} of the lower cache cannot be used or stored: {reason}. The upper cache has it."));

    public static void CacheReadOnly(this ClientServices services, string directory, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 206, $"The cache {directory} cannot be written ({reason}); what is missing there is kept only while it is used."));

    public static void PowerLost(this ClientServices services, string directory, int files) =>
        services.Log(new(ClientLogLevel.Warning, 207, $"The machine stopped while {directory} was in use; {files} objects that may not have reached the disk are fetched again."));

    public static void DurabilityUnknown(this ClientServices services, string directory, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 208, $"What of {directory} is safely on the disk cannot be noted: {reason}. After a power loss more is fetched again."));

    public static void CacheRecreated(this ClientServices services, string directory) =>
        services.Log(new(ClientLogLevel.Warning, 209, $"Somebody removed the cache {directory} while it is in use; it is made anew and fills again."));

    public static void PluginLost(this ClientServices services) =>
        services.Log(new(ClientLogLevel.Error, 210, "The cache plug-in does not answer any more. Objects come from the network until the repository is mounted again."));

    public static void Offline(this ClientServices services, RepositoryName repository, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 301, $"No manifest of {repository} ({reason}); showing the last known revision from the cache."));

    public static void RevisionApplied(this ClientServices services, RepositoryName repository, Revision revision, ContentHash root) =>
        services.Log(new(ClientLogLevel.Information, 302, $"{repository} is at revision {revision} ({root})."));

    public static void OlderManifest(this ClientServices services, RepositoryName repository, Revision offered, Revision present) =>
        services.Log(new(ClientLogLevel.Warning, 303, $"The servers offer revision {offered} of {repository}, older than {present}; staying."));

    public static void CatalogLoaded(this ClientServices services, RepositoryPath mountpoint, ContentHash hash) =>
        services.Log(new(ClientLogLevel.Debug, 401, $"Catalog {hash} at {mountpoint} opened."));

    public static void CatalogSlow(this ClientServices services, RepositoryPath mountpoint, string reason) =>
        services.Log(new(ClientLogLevel.Information, 403, $"Catalog at {mountpoint} is read through SQLite, which is slower: {reason}."));

    public static void CatalogDamaged(this ClientServices services, RepositoryPath mountpoint, string reason) =>
        services.Log(new(ClientLogLevel.Error, 402, $"Catalog at {mountpoint} cannot be used: {reason}."));

    public static void PrefetchBroke(this ClientServices services, string subject, string reason) =>
        services.Log(new(ClientLogLevel.Error, 501, $"Fetching {subject} ahead ended unexpectedly: {reason}. It is fetched when it is needed."));

    public static void ProfileRefused(this ClientServices services, RepositoryPath profile, string reason) =>
        services.Log(new(ClientLogLevel.Warning, 502, $"The access profile {profile} is not used: {reason}"));

    public static void ProfileStarted(this ClientServices services, RepositoryPath profile, string name, int files) =>
        services.Log(new(ClientLogLevel.Debug, 503, $"Start-up '{name}' of {profile} recognised; its {files} files are fetched ahead."));
}
