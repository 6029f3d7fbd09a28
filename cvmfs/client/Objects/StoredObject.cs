using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Objects;

/// <summary>An object of a repository's store, as a catalog or a manifest names it.</summary>
/// <param name="Name">Hash and kind.</param>
/// <param name="Compression">How the server stores it.</param>
/// <param name="Size">Plain bytes, or <see cref="UnknownSize"/>.</param>
public readonly record struct StoredObject(ObjectName Name, CompressionAlgorithm Compression, long Size)
{
    /// <summary>Size of an object whose size nobody announced.</summary>
    public const long UnknownSize = -1;
}
