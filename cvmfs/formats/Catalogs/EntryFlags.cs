namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>The <c>flags</c> column of a catalog row. Bits 8 to 13 hold two small numbers, see <see cref="EntryFlagsExtensions"/>.</summary>
[Flags]
public enum EntryFlags : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Directory.</summary>
    Directory = 0x1,

    /// <summary>Directory at which a nested catalog hangs (row in the parent catalog).</summary>
    NestedMountpoint = 0x2,

    /// <summary>Regular file; also set for symlinks and special files.</summary>
    File = 0x4,

    /// <summary>Symlink, together with <see cref="File"/>.</summary>
    Symlink = 0x8,

    /// <summary>Device, fifo or socket, together with <see cref="File"/>.</summary>
    Special = 0x10,

    /// <summary>Root directory of a nested catalog (row in the child catalog).</summary>
    NestedRoot = 0x20,

    /// <summary>The file has rows in <c>chunks</c>.</summary>
    Chunked = 0x40,

    /// <summary>The data lie outside the object store.</summary>
    External = 0x80,

    /// <summary>Hash algorithm minus one.</summary>
    HashAlgorithmMask = 0x700,

    /// <summary>Compression algorithm.</summary>
    CompressionMask = 0x3800,

    /// <summary>Directory at which another catalog tree is shown.</summary>
    BindMountpoint = 0x4000,

    /// <summary>Reachable by name, not listed.</summary>
    Hidden = 0x8000,

    /// <summary>Reads must go past the kernel's page cache.</summary>
    DirectIo = 0x10000,
}
