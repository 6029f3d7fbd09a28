namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>CernVM's own <c>cvmfs</c> key, which sets CernVM-FS up inside the machine.</summary>
public sealed record CloudCvmfs
{
    /// <summary><c>local.repositories</c>.</summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary><c>local.cache-base</c>.</summary>
    public string? CacheBase { get; init; }

    /// <summary><c>local.default-domain</c>.</summary>
    public string? DefaultDomain { get; init; }

    /// <summary><c>local.http-proxy</c>.</summary>
    public string? HttpProxy { get; init; }

    /// <summary><c>local.quota-limit</c> in megabytes.</summary>
    public int? QuotaLimit { get; init; }

    /// <summary><c>local.cms-local-site</c>.</summary>
    public string? CmsLocalSite { get; init; }

    /// <summary><c>domain.server</c>: server URLs of the default domain.</summary>
    public IReadOnlyList<string> DomainServers { get; init; } = [];
}
