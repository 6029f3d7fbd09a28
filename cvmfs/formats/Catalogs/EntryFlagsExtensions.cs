using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>The numbers packed into <see cref="EntryFlags"/>.</summary>
public static class EntryFlagsExtensions
{
    private const int HashShift = 8;
    private const int CompressionShift = 11;

    /// <summary>Algorithm of the entry's hash and of its chunks' hashes; may be a number that nobody has given a meaning.</summary>
    public static ContentHashAlgorithm HashAlgorithm(this EntryFlags flags) =>
        (ContentHashAlgorithm)(((uint)(flags & EntryFlags.HashAlgorithmMask) >> HashShift) + 1);

    /// <summary>How the data are stored; may be a number that nobody has given a meaning.</summary>
    public static CompressionAlgorithm Compression(this EntryFlags flags) =>
        (CompressionAlgorithm)((uint)(flags & EntryFlags.CompressionMask) >> CompressionShift);

    /// <summary>The same flags with another hash algorithm.</summary>
    public static EntryFlags With(this EntryFlags flags, ContentHashAlgorithm algorithm) =>
        (flags & ~EntryFlags.HashAlgorithmMask) | (EntryFlags)(((uint)algorithm - 1) << HashShift);

    /// <summary>The same flags with another compression.</summary>
    public static EntryFlags With(this EntryFlags flags, CompressionAlgorithm compression) =>
        (flags & ~EntryFlags.CompressionMask) | (EntryFlags)((uint)compression << CompressionShift);
}
