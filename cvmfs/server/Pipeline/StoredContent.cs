using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>A file's data once they are in the store.</summary>
/// <param name="Hash">The whole file's object; the null hash when the file is chunked and has no bulk object.</param>
/// <param name="Size">Plain bytes.</param>
/// <param name="Compression">How the objects are stored.</param>
/// <param name="Chunks">The chunks in order; empty when the file is one object.</param>
public sealed record StoredContent(ContentHash Hash, ulong Size, CompressionAlgorithm Compression, IReadOnlyList<FileChunk> Chunks)
{
    /// <summary>Whether the file is stored in chunks.</summary>
    public bool IsChunked => Chunks.Count > 0;
}
