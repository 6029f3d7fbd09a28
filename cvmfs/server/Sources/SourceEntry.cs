using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Sources;

/// <summary>One file, directory, symlink or special file of a source, as <c>lstat</c> sees it.</summary>
public sealed record SourceEntry
{
    /// <summary>Name in its directory, raw.</summary>
    public required ReadOnlyMemory<byte> Name { get; init; }

    /// <summary>Full <c>st_mode</c>.</summary>
    public required uint Mode { get; init; }

    /// <summary>Owner.</summary>
    public uint Uid { get; init; }

    /// <summary>Group.</summary>
    public uint Gid { get; init; }

    /// <summary>Bytes of a regular file, as last seen.</summary>
    public long Size { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long ModificationTime { get; init; }

    /// <summary>Nanoseconds of the modification time.</summary>
    public int ModificationNanoseconds { get; init; }

    /// <summary>Device number of a device in the catalog's encoding.</summary>
    public uint Device { get; init; }

    /// <summary>Identity of the inode when more than one name may lead to it, else null.</summary>
    public InodeKey? Inode { get; init; }

    /// <summary>Target of a symlink.</summary>
    public ReadOnlyMemory<byte> Symlink { get; init; }

    /// <summary>Extended attributes in the catalog's form; empty when there are none or they are not wanted.</summary>
    public ReadOnlyMemory<byte> Xattrs { get; init; }

    /// <summary>Content that is in the store already (archives, generated files); null when the file is still to be read.</summary>
    public StoredContent? Content { get; init; }

    /// <summary>Type flags of the catalog row.</summary>
    public EntryFlags TypeFlags => DirectoryEntry.TypeFlags(Mode);

    /// <summary>A directory.</summary>
    public bool IsDirectory => TypeFlags == EntryFlags.Directory;

    /// <summary>A regular file.</summary>
    public bool IsRegular => TypeFlags == EntryFlags.File;

    /// <summary>A symlink.</summary>
    public bool IsSymlink => (TypeFlags & EntryFlags.Symlink) != 0;

    /// <summary>A device, fifo or socket.</summary>
    public bool IsSpecial => (TypeFlags & EntryFlags.Special) != 0;
}
