using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Grafts;

/// <summary>Content of <c>.cvmfsgraft-&lt;name&gt;</c>: the entry of a file whose data are not published here (formats §12.5).</summary>
/// <param name="Size">Plain bytes of the file.</param>
/// <param name="Hash">Hash of the whole file; null hash when only chunks are given.</param>
/// <param name="Chunks">Its chunks, contiguous from 0; none when it is in one piece.</param>
/// <param name="Compression">How the data are stored.</param>
public sealed record Graft(ulong Size, ContentHash Hash, IReadOnlyList<FileChunk> Chunks, CompressionAlgorithm Compression)
{
    /// <summary>What precedes the file's own name.</summary>
    public const string NamePrefix = ".cvmfsgraft-";
}
