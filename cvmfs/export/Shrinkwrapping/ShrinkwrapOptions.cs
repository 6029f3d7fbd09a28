using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>What to export, and where to.</summary>
public sealed record ShrinkwrapOptions
{
    /// <summary>The repository and how it is reached.</summary>
    public required ClientSettings Source { get; init; }

    /// <summary>What of it.</summary>
    public required SpecTree Specification { get; init; }

    /// <summary>The image: the repository appears in a directory of its name below.</summary>
    public required string Base { get; init; }

    /// <summary>File content by hash, hard-linked into the image; on the same file system.</summary>
    public required string Data { get; init; }

    /// <summary>Files copied at once.</summary>
    public int Parallel { get; init; } = 2 * Environment.ProcessorCount;

    /// <summary>Whether content that no image uses any more is removed at the end.</summary>
    public bool CollectGarbage { get; init; }
}
