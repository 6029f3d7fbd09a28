using CernVM.Cvmfs.Linux;
using static CernVM.Cvmfs.Fuse.Kernel.FuseOpcode;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>The one table that drives dispatch, sizes, names and tracing. Operations that change something are refused with EROFS.</summary>
internal static class OpcodeTable
{
    private static readonly OpcodeRow[] Rows =
    [
        new(FUSE_LOOKUP, 0, 1, NodeOperations.Lookup),
        new(FUSE_FORGET, fuse_forget_in.Size, 0, NodeOperations.Forget, HasReply: false),
        new(FUSE_GETATTR, fuse_getattr_in.Size, 0, NodeOperations.GetAttributes),
        new(FUSE_SETATTR, 88, 0, null, Errno.EROFS),
        new(FUSE_READLINK, 0, 0, NodeOperations.ReadLink),
        new(FUSE_SYMLINK, 0, 2, null, Errno.EROFS),
        new(FUSE_MKNOD, 16, 1, null, Errno.EROFS),
        new(FUSE_MKDIR, 8, 1, null, Errno.EROFS),
        new(FUSE_UNLINK, 0, 1, null, Errno.EROFS),
        new(FUSE_RMDIR, 0, 1, null, Errno.EROFS),
        new(FUSE_RENAME, 8, 2, null, Errno.EROFS),
        new(FUSE_LINK, 8, 1, null, Errno.EROFS),
        new(FUSE_OPEN, fuse_open_in.Size, 0, FileOperations.Open),
        new(FUSE_READ, fuse_read_in.Size, 0, FileOperations.Read),
        new(FUSE_WRITE, 40, 0, null, Errno.EROFS),
        new(FUSE_STATFS, 0, 0, NodeOperations.GetStatistics),
        new(FUSE_RELEASE, fuse_release_in.Size, 0, FileOperations.Release),
        new(FUSE_FSYNC, 16, 0, null),
        new(FUSE_SETXATTR, 8, 1, null, Errno.EROFS),
        new(FUSE_GETXATTR, fuse_getxattr_in.Size, 1, NodeOperations.GetExtendedAttribute),
        new(FUSE_LISTXATTR, fuse_getxattr_in.Size, 0, NodeOperations.ListExtendedAttributes),
        new(FUSE_REMOVEXATTR, 0, 1, null, Errno.EROFS),
        new(FUSE_FLUSH, fuse_flush_in.Size, 0, FileOperations.Flush),
        new(FUSE_INIT, fuse_init_in.Size, 0, null, Errno.EPROTO),
        new(FUSE_OPENDIR, fuse_open_in.Size, 0, DirectoryOperations.Open),
        new(FUSE_READDIR, fuse_read_in.Size, 0, DirectoryOperations.Read),
        new(FUSE_RELEASEDIR, fuse_release_in.Size, 0, DirectoryOperations.Release),
        new(FUSE_FSYNCDIR, 16, 0, null),
        new(FUSE_GETLK, 48, 0, null),
        new(FUSE_SETLK, 48, 0, null),
        new(FUSE_SETLKW, 48, 0, null),
        new(FUSE_ACCESS, fuse_access_in.Size, 0, NodeOperations.Access),
        new(FUSE_CREATE, 16, 1, null, Errno.EROFS),
        new(FUSE_INTERRUPT, fuse_interrupt_in.Size, 0, null, HasReply: false),
        new(FUSE_BMAP, 16, 0, null),
        new(FUSE_DESTROY, 0, 0, static (FuseFileSystem _, in FuseRequest _, ref RequestReader _, ReplyBuffer _) => Errno.None),
        new(FUSE_IOCTL, 32, 0, null, Errno.ENOTTY),
        new(FUSE_POLL, 24, 0, null),
        new(FUSE_NOTIFY_REPLY, 0, 0, null, HasReply: false),
        new(FUSE_BATCH_FORGET, fuse_batch_forget_in.Size, 0, NodeOperations.ForgetMany, HasReply: false),
        new(FUSE_FALLOCATE, 32, 0, null, Errno.EROFS),
        new(FUSE_READDIRPLUS, fuse_read_in.Size, 0, DirectoryOperations.ReadPlus),
        new(FUSE_RENAME2, 16, 2, null, Errno.EROFS),
        new(FUSE_LSEEK, fuse_lseek_in.Size, 0, FileOperations.Seek),
        new(FUSE_COPY_FILE_RANGE, 56, 0, null),
        new(FUSE_SETUPMAPPING, 40, 0, null),
        new(FUSE_REMOVEMAPPING, 8, 0, null),
        new(FUSE_SYNCFS, 8, 0, null),
        new(FUSE_TMPFILE, 16, 1, null, Errno.EROFS),
        new(FUSE_STATX, fuse_statx_in.Size, 0, NodeOperations.GetExtendedStatus),
        new(FUSE_COPY_FILE_RANGE_64, 56, 0, null),
    ];

    private static readonly OpcodeRow?[] ByCode = Index();

    /// <summary>All rows, in the order of their numbers.</summary>
    public static IReadOnlyList<OpcodeRow> All => Rows;

    /// <summary>The row of an operation; null for a number that is not known here.</summary>
    public static OpcodeRow? Find(uint code) => code < (uint)ByCode.Length ? ByCode[code] : null;

    private static OpcodeRow?[] Index()
    {
        var index = new OpcodeRow?[(int)Rows[^1].Code + 1];
        foreach (var row in Rows)
            index[(int)row.Code] = row;
        return index;
    }
}
