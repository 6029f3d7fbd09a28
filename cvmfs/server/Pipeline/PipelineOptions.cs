using CernVM.Cvmfs.Formats.Chunking;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>How file data become objects.</summary>
public sealed record PipelineOptions
{
    /// <summary>Hash of object names.</summary>
    public ContentHashAlgorithm Algorithm { get; init; } = ContentHashAlgorithm.Sha1;

    /// <summary>How file data are stored; everything else is always zlib.</summary>
    public CompressionAlgorithm Compression { get; init; } = CompressionAlgorithm.Zlib;

    /// <summary>How big files are cut; null stores every file as one object.</summary>
    public ChunkingParameters? Chunking { get; init; } = ChunkingParameters.Default;

    /// <summary>Whether chunked files get a whole-file object as well (CVMFS_GENERATE_LEGACY_BULK_CHUNKS).</summary>
    public bool StoresBulkOfChunked { get; init; }

    /// <summary>Threads that read, compress and store.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Where files too big for a buffer are packed before they are stored.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>Makes a compressor; every worker asks for its own.</summary>
    public required Func<IBlockCompressor> Compressor { get; init; }
}
