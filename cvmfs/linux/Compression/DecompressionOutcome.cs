using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Compression;

/// <summary>How a decompression ended.</summary>
public enum DecompressionOutcome
{
    /// <summary>The stream ended properly and its checksum is right.</summary>
    Done = Libdeflate.LIBDEFLATE_SUCCESS,

    /// <summary>Not a zlib stream, cut off, or damaged.</summary>
    BadData = Libdeflate.LIBDEFLATE_BAD_DATA,

    /// <summary>The output does not fit the buffer.</summary>
    TooLarge = Libdeflate.LIBDEFLATE_INSUFFICIENT_SPACE,
}
