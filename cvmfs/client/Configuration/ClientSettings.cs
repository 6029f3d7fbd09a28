using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>
/// Everything that configuration says about one mounted repository, checked and typed. Made by <see cref="SettingsBinder"/> from <c>CVMFS_*</c>
/// parameters (formats §11.2), or directly by programs that use the client as a library.
/// </summary>
public sealed record ClientSettings
{
    /// <summary>Fully qualified repository name.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>Servers, proxies, time-outs.</summary>
    public required NetworkSettings Network { get; init; }

    /// <summary>Where and how much is cached.</summary>
    public required CacheSettings Cache { get; init; }

    /// <summary>Keys and blacklist.</summary>
    public required TrustSettings Trust { get; init; }

    /// <summary>Which revision is shown.</summary>
    public RevisionSettings Revision { get; init; } = new();

    /// <summary>How entries are presented to users.</summary>
    public PresentationSettings Presentation { get; init; } = new();

    /// <summary>What is fetched ahead of need.</summary>
    public PrefetchSettings Prefetch { get; init; } = new();

    /// <summary>Catalogs open at once before unused ones are closed (<c>CVMFS_CATALOG_WATERMARK</c>).</summary>
    public int CatalogWatermark { get; init; } = 64;

    /// <summary>All variables of the configuration files, as variant symlinks see them; process environment excluded.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Every parameter with its origin, in order of its first appearance.</summary>
    public IReadOnlyList<ConfigurationValue> Origins { get; init; } = [];

    /// <summary>The value of a parameter as written, or null; for parameters that only the mount interprets.</summary>
    public string? this[string key] => Variables.GetValueOrDefault(key);
}
