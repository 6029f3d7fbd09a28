using System.Globalization;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Tools.Client.Config.Checks;

/// <summary>Every server of a repository through every proxy.</summary>
internal static class NetworkChecks
{
    private const string Direct = "DIRECT";

    public static async Task<IReadOnlyList<Finding>> RunAsync(RepositoryName repository, ConfigurationSet files, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var proxies = $"{Text(files, "CVMFS_HTTP_PROXY")} {Text(files, "CVMFS_FALLBACK_PROXY")}".Split([' ', ';', '|'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var server in Text(files, "CVMFS_SERVER_URL").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var isFirst = true;
            foreach (var proxy in proxies.Where(proxy => proxy != "auto"))
            {
                findings.AddRange(await CheckAsync(server.TrimEnd('/'), proxy, files, isFirst, cancel));
                isFirst = false;
            }
        }
        return findings;
    }

    private static async Task<IEnumerable<Finding>> CheckAsync(string server, string proxy, ConfigurationSet files, bool withGeo, CancellationToken cancel)
    {
        var isDirect = string.Equals(proxy, Direct, StringComparison.OrdinalIgnoreCase);
        if (!isDirect && !proxy.StartsWith("http", StringComparison.Ordinal))
            return [Finding.Warning($"{proxy} does not start with http(s)://")];
        var limit = Seconds(files, isDirect ? "CVMFS_TIMEOUT_DIRECT" : "CVMFS_TIMEOUT");
        var gate = isDirect ? null : proxy;
        var findings = new List<Finding>();
        var address = server + "/.cvmfspublished";
        if (!await ServerProbe.AnswersAsync(address, gate, limit, cancel))
            findings.Add(Finding.Warning($"failed to access {address} through proxy {proxy}"));
        if (withGeo && Text(files, "CVMFS_USE_GEOAPI").ToUpperInvariant() is "YES" or "ON" or "1" or "TRUE" && Uri.TryCreate(server, UriKind.Absolute, out var uri)
            && !await ServerProbe.AnswersAsync($"{server}/api/v1.0/geo/{Guid.NewGuid()}/{uri.Host}", gate, limit, cancel))
            findings.Add(Finding.Warning($"failed to use Geo-API with {uri.Host}"));
        return findings;
    }

    private static TimeSpan Seconds(ConfigurationSet files, string key) =>
        TimeSpan.FromSeconds(int.TryParse(Text(files, key), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : 10);

    private static string Text(ConfigurationSet files, string key) => files.Find(key)?.Value ?? "";
}
