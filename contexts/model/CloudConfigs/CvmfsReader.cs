using System.Globalization;
using CernVM.Contexts.Model.Accounts;
using CernVM.Contexts.Model.Yaml;

namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>Reads CernVM's own <c>cvmfs</c> key.</summary>
internal static class CvmfsReader
{
    public static CloudCvmfs? Read(MapReader map)
    {
        if (map.Inner("cvmfs") is not { } cvmfs)
            return null;
        if (cvmfs.Take("install") is { } install && Scalars.Switch(install) is null)
            map.Reading.Expected(install, cvmfs.Path("install"), "true or false");
        var settings = new CloudCvmfs();
        if (cvmfs.Inner("local") is { } local)
            settings = ReadLocal(local);
        if (cvmfs.Inner("domain") is { } domain)
        {
            settings = settings with { DomainServers = domain.Names("server", IsValue, "server URLs") ?? [] };
            domain.Finish();
        }

        cvmfs.Finish();
        return settings;
    }

    private static CloudCvmfs ReadLocal(MapReader local)
    {
        var quota = local.Text("quota-limit", t => int.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var mb) && mb is -1 or > 0,
            "megabytes, or -1 for no limit");
        var settings = new CloudCvmfs
        {
            Repositories = local.Names("repositories", IsRepository, "repository names such as sft.cern.ch, or grid") ?? [],
            CacheBase = local.Text("cache-base", AccountNames.IsPath, "an absolute path"),
            DefaultDomain = local.Text("default-domain", AccountNames.IsHostName, "a domain such as cern.ch"),
            HttpProxy = local.Text("http-proxy", IsValue, "a proxy string such as http://squid.example.org:3128;DIRECT"),
            QuotaLimit = quota is null ? null : int.Parse(quota, CultureInfo.InvariantCulture),
            CmsLocalSite = local.Text("cms-local-site", IsValue, "a site name"),
        };
        local.Finish();
        return settings;
    }

    private static bool IsRepository(string text) =>
        text.Length is > 0 and <= 60 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    // These values end up in single quotes in a file that a shell sources.
    private static bool IsValue(string text) => text.Length > 0 && !text.Any(c => char.IsControl(c) || c is '\'' or '"' or '$' or '`' or '\\');
}
