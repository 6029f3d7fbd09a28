using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.History;

/// <summary>A named state of a repository.</summary>
public sealed record Tag
{
    /// <summary>Maintained by every publish: the newest state.</summary>
    public const string Trunk = "trunk";

    /// <summary>Maintained by every publish: the state that undo goes to.</summary>
    public const string TrunkPrevious = "trunk-previous";

    /// <summary>Longest name in bytes (ours, arbitrary).</summary>
    public const int MaxNameLength = 255;

    /// <summary>Its name, without white space.</summary>
    public required string Name { get; init; }

    /// <summary>Root catalog of the state.</summary>
    public required ContentHash RootCatalog { get; init; }

    /// <summary>Revision of the state.</summary>
    public required Revision Revision { get; init; }

    /// <summary>When the root catalog was written.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Plain bytes of the root catalog's database.</summary>
    public ulong Size { get; init; }

    /// <summary>Branch; empty for the default one.</summary>
    public string Branch { get; init; } = "";

    /// <summary>True for what may name a tag: 1 to 255 bytes, no white space and no control characters.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= MaxNameLength } && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
