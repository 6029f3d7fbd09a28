namespace CernVM.Cvmfs.Server.Commands;

/// <summary>Options of <c>sync</c>.</summary>
public sealed record SyncOptions
{
    /// <summary>Fully qualified name.</summary>
    public required string Name { get; init; }

    /// <summary>The tree to publish.</summary>
    public required string Directory { get; init; }

    /// <summary>Where it goes in the repository.</summary>
    public string Base { get; init; } = "/";

    /// <summary>Tag for the new revision.</summary>
    public string? Tag { get; init; }

    /// <summary>Description of the tag.</summary>
    public string Message { get; init; } = "";

    /// <summary>File with further rules for nested catalogs.</summary>
    public string? DirtabFile { get; init; }

    /// <summary>Whether files with the recorded size and time are taken for unchanged without reading them.</summary>
    public bool TrustsTimes { get; init; }

    /// <summary>Whether the result is printed as JSON.</summary>
    public bool IsJson { get; init; }
}
