using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Files;

/// <summary>The type part of a mode (S_IFMT of linux/stat.h).</summary>
public enum FileKind : uint
{
    /// <summary>Not told by the file system.</summary>
    Unknown = 0,

    /// <summary>A named pipe.</summary>
    Fifo = Stat.S_IFIFO,

    /// <summary>A character device.</summary>
    CharacterDevice = Stat.S_IFCHR,

    /// <summary>A directory.</summary>
    Directory = Stat.S_IFDIR,

    /// <summary>A block device.</summary>
    BlockDevice = Stat.S_IFBLK,

    /// <summary>A regular file.</summary>
    Regular = Stat.S_IFREG,

    /// <summary>A symbolic link.</summary>
    SymbolicLink = Stat.S_IFLNK,

    /// <summary>A Unix socket.</summary>
    Socket = Stat.S_IFSOCK,
}
