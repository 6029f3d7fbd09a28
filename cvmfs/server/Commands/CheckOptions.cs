namespace CernVM.Cvmfs.Server.Commands;

/// <summary>Options of <c>check</c>.</summary>
public sealed record CheckOptions
{
    /// <summary>Whether to see that every object is in the store.</summary>
    public bool LooksForObjects { get; init; } = true;

    /// <summary>Whether to read every object and compare its hash.</summary>
    public bool ReadsObjects { get; init; }

    /// <summary>Tag to check; null for the newest revision.</summary>
    public string? Tag { get; init; }

    /// <summary>Only catalogs at and below this path.</summary>
    public string Subtree { get; init; } = "/";
}
