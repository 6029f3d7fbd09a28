using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Records of READDIR and READDIRPLUS, each aligned to eight bytes.</summary>
internal static class DirectoryEncoder
{
    // DT_* of dirent.h is the type part of the mode, shifted.
    private const int TypeShift = 12;

    /// <summary>Writes one fuse_dirent.</summary>
    /// <returns>Bytes written; 0 when it does not fit.</returns>
    public static int Write(Span<byte> target, ReadOnlySpan<byte> name, ulong inode, FileKind kind, long nextOffset)
    {
        var length = Align(fuse_dirent.Size + name.Length);
        if (length > target.Length)
            return 0;
        var head = new fuse_dirent { ino = inode, off = (ulong)nextOffset, namelen = (uint)name.Length, type = (uint)kind >> TypeShift };
        MemoryMarshal.Write(target, in head);
        name.CopyTo(target[fuse_dirent.Size..]);
        target[(fuse_dirent.Size + name.Length)..length].Clear();
        return length;
    }

    /// <summary>Writes one fuse_direntplus.</summary>
    /// <returns>Bytes written; 0 when it does not fit.</returns>
    public static int WritePlus(Span<byte> target, ReadOnlySpan<byte> name, in NodeEntry entry, long nextOffset)
    {
        if (target.Length < fuse_entry_out.Size)
            return 0;
        var encoded = AttributeEncoder.Entry(entry);
        var written = Write(target[fuse_entry_out.Size..], name, encoded.attr.ino, (FileKind)(encoded.attr.mode & 0xF000), nextOffset);
        if (written == 0)
            return 0;
        MemoryMarshal.Write(target, in encoded);
        return fuse_entry_out.Size + written;
    }

    private static int Align(int length) => (length + FuseLimits.DirectoryAlignment - 1) & ~(FuseLimits.DirectoryAlignment - 1);
}
