using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse;

/// <summary>What stat shows of a file.</summary>
public struct NodeAttributes : IEquatable<NodeAttributes>
{
    /// <summary>Inode number to show; need not be the node's number.</summary>
    public ulong Inode { get; set; }

    /// <summary>Length in bytes.</summary>
    public ulong Size { get; set; }

    /// <summary>Space taken, in units of 512 bytes.</summary>
    public ulong Blocks { get; set; }

    /// <summary>Last read.</summary>
    public FileTime AccessTime { get; set; }

    /// <summary>Last change of the content.</summary>
    public FileTime ModificationTime { get; set; }

    /// <summary>Last change of content or attributes.</summary>
    public FileTime ChangeTime { get; set; }

    /// <summary>Type and permissions.</summary>
    public uint Mode { get; set; }

    /// <summary>Number of names.</summary>
    public uint LinkCount { get; set; }

    /// <summary>Owner.</summary>
    public uint Uid { get; set; }

    /// <summary>Group.</summary>
    public uint Gid { get; set; }

    /// <summary>For a device node: which.</summary>
    public DeviceNumber Device { get; set; }

    /// <summary>Preferred size of a read, in bytes; 0 leaves it to the kernel.</summary>
    public uint BlockSize { get; set; }

    /// <inheritdoc/>
    public readonly bool Equals(NodeAttributes other) =>
        Inode == other.Inode && Size == other.Size && Blocks == other.Blocks && AccessTime == other.AccessTime
        && ModificationTime == other.ModificationTime && ChangeTime == other.ChangeTime && Mode == other.Mode && LinkCount == other.LinkCount
        && Uid == other.Uid && Gid == other.Gid && Device == other.Device && BlockSize == other.BlockSize;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is NodeAttributes other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Inode, Size, Mode, ModificationTime);

    /// <summary>All fields equal.</summary>
    public static bool operator ==(NodeAttributes left, NodeAttributes right) => left.Equals(right);

    /// <summary>Some field differs.</summary>
    public static bool operator !=(NodeAttributes left, NodeAttributes right) => !left.Equals(right);
}
