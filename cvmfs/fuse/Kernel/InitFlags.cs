using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Flags of INIT in linux/fuse.h; bits 32 and up travel in flags2.</summary>
[Flags]
[SuppressMessage("Design", "CA1028", Justification = "flags and flags2 together.")]
public enum InitFlags : ulong
{
    None = 0,
    FUSE_ASYNC_READ = 1UL << 0,
    FUSE_ATOMIC_O_TRUNC = 1UL << 3,
    FUSE_EXPORT_SUPPORT = 1UL << 4,
    FUSE_BIG_WRITES = 1UL << 5,
    FUSE_SPLICE_WRITE = 1UL << 7,
    FUSE_SPLICE_MOVE = 1UL << 8,
    FUSE_SPLICE_READ = 1UL << 9,
    FUSE_AUTO_INVAL_DATA = 1UL << 12,
    FUSE_DO_READDIRPLUS = 1UL << 13,
    FUSE_READDIRPLUS_AUTO = 1UL << 14,
    FUSE_ASYNC_DIO = 1UL << 15,
    FUSE_WRITEBACK_CACHE = 1UL << 16,
    FUSE_NO_OPEN_SUPPORT = 1UL << 17,
    FUSE_PARALLEL_DIROPS = 1UL << 18,
    FUSE_HANDLE_KILLPRIV = 1UL << 19,
    FUSE_POSIX_ACL = 1UL << 20,
    FUSE_ABORT_ERROR = 1UL << 21,
    FUSE_MAX_PAGES = 1UL << 22,
    FUSE_CACHE_SYMLINKS = 1UL << 23,
    FUSE_NO_OPENDIR_SUPPORT = 1UL << 24,
    FUSE_EXPLICIT_INVAL_DATA = 1UL << 25,
    FUSE_SUBMOUNTS = 1UL << 27,
    FUSE_SETXATTR_EXT = 1UL << 29,
    FUSE_INIT_EXT = 1UL << 30,
    FUSE_HAS_EXPIRE_ONLY = 1UL << 35,
    FUSE_DIRECT_IO_ALLOW_MMAP = 1UL << 36,
    FUSE_PASSTHROUGH = 1UL << 37,
    FUSE_NO_EXPORT_SUPPORT = 1UL << 38,
    FUSE_HAS_RESEND = 1UL << 39,
    FUSE_ALLOW_IDMAP = 1UL << 40,
    FUSE_OVER_IO_URING = 1UL << 41,
    FUSE_REQUEST_TIMEOUT = 1UL << 42,
}
