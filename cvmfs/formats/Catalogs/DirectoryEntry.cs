using System.Text;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>One row of a catalog: everything about a path except where it hangs. Sizes in bytes, times in Unix seconds.</summary>
public sealed record DirectoryEntry
{
    /// <summary>Value of <see cref="ModificationNanoseconds"/> when the publisher did not record it.</summary>
    public const int NanosecondsNotRecorded = -1;

    private const uint TypeMask = 0xF000;

    /// <summary>Last path component, raw; empty for the repository's root.</summary>
    public ReadOnlyMemory<byte> Name { get; init; }

    /// <summary>Type and features. Hash and compression algorithms are in their own properties.</summary>
    public EntryFlags Flags { get; init; }

    /// <summary>Name of the stored object; null hash for directories, symlinks, special files and most chunked files.</summary>
    public ContentHash Hash { get; init; } = ContentHash.Null(ContentHashAlgorithm.Sha1);

    /// <summary>How the data are stored.</summary>
    public CompressionAlgorithm Compression { get; init; }

    /// <summary>Bytes of the plain data; target length of a symlink; device number of a device (<see cref="DeviceNumber"/>).</summary>
    public ulong Size { get; init; }

    /// <summary>Full <c>st_mode</c>: type and permissions.</summary>
    public uint Mode { get; init; }

    /// <summary>Seconds since 1970; may be negative.</summary>
    public long ModificationTime { get; init; }

    /// <summary>0 to 999,999,999, or <see cref="NanosecondsNotRecorded"/>.</summary>
    public int ModificationNanoseconds { get; init; } = NanosecondsNotRecorded;

    /// <summary>Links, for directories 2 plus the number of sub-directories.</summary>
    public uint LinkCount { get; init; } = 1;

    /// <summary>0, or the number that the members of a hard-link group share within their catalog.</summary>
    public uint HardlinkGroup { get; init; }

    /// <summary>Owner.</summary>
    public uint Uid { get; init; }

    /// <summary>Group.</summary>
    public uint Gid { get; init; }

    /// <summary>Raw target, variables not expanded; empty when this is no symlink.</summary>
    public ReadOnlyMemory<byte> Symlink { get; init; }

    /// <summary>Extended attributes as stored (<c>XattrList</c> reads them); empty when there are none.</summary>
    public ReadOnlyMemory<byte> Xattrs { get; init; }

    /// <summary>Row number in its catalog, from which inode numbers are made; 0 for an entry that was not read from a catalog.</summary>
    public long RowId { get; init; }

    /// <summary>A directory, mountpoints and roots of nested catalogs included.</summary>
    public bool IsDirectory => (Flags & EntryFlags.Directory) != 0;

    /// <summary>A symlink.</summary>
    public bool IsSymlink => (Flags & EntryFlags.Symlink) != 0;

    /// <summary>A device, fifo or socket.</summary>
    public bool IsSpecial => (Flags & EntryFlags.Special) != 0;

    /// <summary>A regular file.</summary>
    public bool IsRegular => (Flags & (EntryFlags.File | EntryFlags.Symlink | EntryFlags.Special)) == EntryFlags.File;

    /// <summary>A block or character device.</summary>
    public bool IsDevice => IsSpecial && (Mode & TypeMask) is 0x2000 or 0x6000;

    /// <summary>A regular file stored in chunks.</summary>
    public bool IsChunked => (Flags & EntryFlags.Chunked) != 0;

    /// <summary>A regular file whose data lie outside the object store.</summary>
    public bool IsExternal => (Flags & EntryFlags.External) != 0;

    /// <summary>A directory at which a nested catalog hangs.</summary>
    public bool IsNestedMountpoint => (Flags & EntryFlags.NestedMountpoint) != 0;

    /// <summary>The root directory of a nested catalog.</summary>
    public bool IsNestedRoot => (Flags & EntryFlags.NestedRoot) != 0;

    /// <summary>A directory at which another catalog tree is shown.</summary>
    public bool IsBindMountpoint => (Flags & EntryFlags.BindMountpoint) != 0;

    /// <summary>Reachable by name, not listed.</summary>
    public bool IsHidden => (Flags & EntryFlags.Hidden) != 0;

    /// <summary>Reads must go past the kernel's page cache.</summary>
    public bool IsDirectIo => (Flags & EntryFlags.DirectIo) != 0;

    /// <summary>Linux device number of a device, else 0: minor bits 0-7, major bits 8-19, rest of minor from bit 20.</summary>
    public uint DeviceNumber => IsDevice ? (uint)Size : 0;

    /// <summary>The name for people; invalid UTF-8 is replaced.</summary>
    public string NameText => Encoding.UTF8.GetString(Name.Span);

    /// <summary>Type bits of <see cref="Mode"/> and the flags that belong to them.</summary>
    public static EntryFlags TypeFlags(uint mode) => (mode & TypeMask) switch
    {
        0x4000 => EntryFlags.Directory,
        0xA000 => EntryFlags.File | EntryFlags.Symlink,
        0x8000 => EntryFlags.File,
        _ => EntryFlags.File | EntryFlags.Special,
    };

    /// <summary>Compares the bytes of names, targets and attributes, not the memory they lie in.</summary>
    public bool Equals(DirectoryEntry? other) =>
        other is not null && Flags == other.Flags && Hash == other.Hash && Compression == other.Compression && Size == other.Size
        && Mode == other.Mode && ModificationTime == other.ModificationTime && ModificationNanoseconds == other.ModificationNanoseconds
        && LinkCount == other.LinkCount && HardlinkGroup == other.HardlinkGroup && Uid == other.Uid && Gid == other.Gid
        && RowId == other.RowId && Name.Span.SequenceEqual(other.Name.Span) && Symlink.Span.SequenceEqual(other.Symlink.Span)
        && Xattrs.Span.SequenceEqual(other.Xattrs.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Name.Span);
        hash.Add(Hash);
        hash.Add(Size);
        hash.Add(ModificationTime);
        return hash.ToHashCode();
    }
}
