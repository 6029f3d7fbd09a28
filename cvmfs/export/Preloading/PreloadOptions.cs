using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>What to preload, from where, into which cache.</summary>
public sealed record PreloadOptions
{
    /// <summary>Base URL of a server that has the whole repository.</summary>
    public required Uri Server { get; init; }

    /// <summary>Name of the repository.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>The alien cache directory that is filled; made when it is missing.</summary>
    public required string CacheDirectory { get; init; }

    /// <summary>Files with master public keys, or directories with <c>*.pub</c> files.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Folder for catalogs that are not complete yet; by default <c>txn</c> in the cache.</summary>
    public string? TemporaryDirectory { get; init; }

    /// <summary>File with the selection of catalogs, or null for everything.</summary>
    public string? DirtabFile { get; init; }

    /// <summary>Downloads at once.</summary>
    public int Parallel { get; init; } = 16;

    /// <summary>Connect time-out and low-speed window.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Further attempts after a failed one.</summary>
    public int Retries { get; init; } = 2;
}
