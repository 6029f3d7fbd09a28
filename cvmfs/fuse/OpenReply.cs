using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Fuse;

/// <summary>What the kernel may do with an open file or directory (FOPEN_* of linux/fuse.h).</summary>
[Flags]
[SuppressMessage("Design", "CA1028", Justification = "The width of the kernel's field.")]
public enum OpenBehaviour : uint
{
    /// <summary>Drop what was cached of it before.</summary>
    None = 0,

    /// <summary>Every read asks the file system.</summary>
    DirectIo = 1 << 0,

    /// <summary>Cached content stays valid.</summary>
    KeepCache = 1 << 1,

    /// <summary>No lseek.</summary>
    NonSeekable = 1 << 2,

    /// <summary>The kernel may keep the listing of this directory.</summary>
    CacheDirectory = 1 << 3,

    /// <summary>No file position at all.</summary>
    Stream = 1 << 4,

    /// <summary>No FLUSH on close.</summary>
    NoFlush = 1 << 5,
}

/// <summary>The answer to OPEN and OPENDIR.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Filled in and sent, never compared.")]
public struct OpenReply
{
    /// <summary>The number that later requests bring along.</summary>
    public FuseHandle Handle { get; set; }

    /// <summary>What the kernel may do.</summary>
    public OpenBehaviour Behaviour { get; set; }

    /// <summary>
    /// When set, the kernel reads the file behind this number itself and READ never comes. All opens of one node must name the same backing,
    /// or none, as long as one of them is open. Of the behaviours only direct I/O and no flush have a meaning then; the others are left out.
    /// </summary>
    public BackingId Backing { get; set; }
}
