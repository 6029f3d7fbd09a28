using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Chunking;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>What <c>server.conf</c> says (formats §12.1), with the upstream names only here and in <see cref="ServerConfigurationFile"/>.</summary>
public sealed record RepositorySettings
{
    /// <summary>Fully qualified name.</summary>
    public required RepositoryName Name { get; init; }

    /// <summary>User who owns the repository's files.</summary>
    public string Owner { get; init; } = "root";

    /// <summary>Where the union is mounted during a transaction.</summary>
    public required string UnionDirectory { get; init; }

    /// <summary>Spool directory.</summary>
    public required SpoolDirectory Spool { get; init; }

    /// <summary>URL under which the repository is served.</summary>
    public required string Stratum0 { get; init; }

    /// <summary>Storage directory of a local upstream.</summary>
    public required string Storage { get; init; }

    /// <summary>Directory with the repository's keys.</summary>
    public required string KeyDirectory { get; init; }

    /// <summary>Hash of object names.</summary>
    public ContentHashAlgorithm Algorithm { get; init; } = ContentHashAlgorithm.Sha1;

    /// <summary>How file data are stored.</summary>
    public CompressionAlgorithm Compression { get; init; } = CompressionAlgorithm.Zlib;

    /// <summary>Whether the runtime's classic zlib is used instead of libdeflate (CVMFS_CLASSIC_ZLIB, ours).</summary>
    public bool UsesClassicZlib { get; init; }

    /// <summary>Chunk sizes, or null when files are not cut.</summary>
    public ChunkingParameters? Chunking { get; init; } = ChunkingParameters.Default;

    /// <summary>Whether chunked files get a whole-file object as well.</summary>
    public bool StoresBulkOfChunked { get; init; }

    /// <summary>Whether extended attributes are published.</summary>
    public bool IncludesXattrs { get; init; }

    /// <summary>Whether nanoseconds of times are published.</summary>
    public bool RecordsNanoseconds { get; init; }

    /// <summary>Whether devices, fifos and sockets are left out.</summary>
    public bool IgnoresSpecialFiles { get; init; }

    /// <summary>Whether every publish gets a <c>generic-…</c> tag.</summary>
    public bool MakesAutomaticTags { get; init; } = true;

    /// <summary>Age at which automatic tags are removed; null keeps them.</summary>
    public TimeSpan? AutomaticTagLifetime { get; init; }

    /// <summary>Whether unreferenced objects may be deleted.</summary>
    public bool IsGarbageCollectable { get; init; }

    /// <summary>Seconds that clients wait between looks for a new revision.</summary>
    public uint TimeToLive { get; init; } = 240;

    /// <summary>Whether content should leave caches first; only looked at when the repository is made.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>The pipeline's options.</summary>
    internal PipelineOptions ToPipelineOptions() => new()
    {
        Algorithm = Algorithm,
        Compression = Compression,
        Chunking = Chunking,
        StoresBulkOfChunked = StoresBulkOfChunked,
        TemporaryDirectory = Spool.Temporary,
        Compressor = UsesClassicZlib ? static () => new ManagedZlib() : static () => new Libdeflate(),
    };
}
