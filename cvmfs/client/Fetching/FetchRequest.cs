using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>One file wanted from the servers.</summary>
internal sealed record FetchRequest
{
    /// <summary>Path below the base URL, not escaped, without leading slash.</summary>
    public required string Path { get; init; }

    /// <summary>The base URL to ask, and no other; null for the list of servers with its fail-over.</summary>
    public Uri? Server { get; init; }

    /// <summary>Hash of the transferred bytes; null for files that carry their own signature.</summary>
    public ContentHash? Expected { get; init; }

    /// <summary>How the transferred bytes become the plain ones.</summary>
    public CompressionAlgorithm Compression { get; init; } = CompressionAlgorithm.None;

    /// <summary>Most plain bytes accepted.</summary>
    public required long MaxSize { get; init; }

    /// <summary>Part of the file that is wanted (first byte, number of bytes), or null for all.</summary>
    public (long Offset, long Length)? Range { get; init; }

    /// <summary>Path of the file in the repository for <c>cvmfs-info</c>, or null.</summary>
    public string? Info { get; init; }

    /// <summary>Whether nobody waits for it yet: it is tried once and quietly, and a failure changes neither server nor proxy.</summary>
    public bool IsAhead { get; init; }

    /// <summary>Whether the calling thread may be blocked: it then carries the transfer of a small object by itself, which costs no hand-over between threads.</summary>
    public bool MayBlock { get; init; }

    /// <summary>Makes this a Geo API request: what replaces the caller's place in the path.</summary>
    public GeoCaller? GeoCaller { get; init; }

    /// <summary>The process that wanted the file, for tracing headers and credentials; null when nobody in particular did.</summary>
    public RequestOrigin? Origin { get; init; } = RequestOrigin.Current;
}
