using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Fuse;

/// <summary>The answer to STATFS, what df shows.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Filled in and sent, never compared.")]
public struct FileSystemStatistics
{
    /// <summary>Size in blocks.</summary>
    public ulong Blocks { get; set; }

    /// <summary>Free blocks.</summary>
    public ulong FreeBlocks { get; set; }

    /// <summary>Free blocks for everybody.</summary>
    public ulong AvailableBlocks { get; set; }

    /// <summary>Number of inodes.</summary>
    public ulong Files { get; set; }

    /// <summary>Number of free inodes.</summary>
    public ulong FreeFiles { get; set; }

    /// <summary>Bytes in a block.</summary>
    public uint BlockSize { get; set; }

    /// <summary>Longest name in bytes.</summary>
    public uint NameMaximum { get; set; }
}
