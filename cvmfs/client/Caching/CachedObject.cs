using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>An object that is wanted in the cache, and how it can be had.</summary>
internal readonly record struct CachedObject
{
    /// <summary>Size of an object whose size nobody announced.</summary>
    public const long UnknownSize = -1;

    /// <summary>Its name in the store.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>How it is stored on the server.</summary>
    public CompressionAlgorithm Compression { get; init; }

    /// <summary>Plain bytes, or <see cref="UnknownSize"/>.</summary>
    public required long Size { get; init; }

    /// <summary>What it is, for listings and the info header.</summary>
    public required string Description { get; init; }

    /// <summary>How eviction treats it.</summary>
    public ObjectLabel Label { get; init; }

    /// <summary>Whether it is fetched by its <c>.cvmfsalt-</c> name.</summary>
    public bool UseAlternativePath { get; init; }

    /// <summary>Path on the external servers, or null for an object of the store.</summary>
    public string? ExternalPath { get; init; }

    /// <summary>The part of the external file that this chunk is, or null.</summary>
    public (long Offset, long Length)? ExternalRange { get; init; }

    /// <summary>The request that gets it.</summary>
    public FetchRequest ToRequest() => new()
    {
        Path = ExternalPath ?? (UseAlternativePath ? Name.AlternativePath : Name.StorePath),
        Expected = Name.Hash,
        Compression = Compression,
        MaxSize = Size == UnknownSize ? FetchLimits.MaxDatabase : Size,
        Range = ExternalRange,
        Info = Description,
    };
}
