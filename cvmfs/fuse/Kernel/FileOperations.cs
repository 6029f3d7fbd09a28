using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Operations on an open file.</summary>
internal static class FileOperations
{
    public static Errno Open(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_open_in>();
        var open = default(OpenReply);
        var error = files.Open(request, (OpenFlags)body.flags, ref open);
        reply.Write(Encode(open));
        return error;
    }

    public static Errno Read(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_read_in>();
        var read = new ReadReply(reply.Reserve((int)Math.Min(body.size, FuseLimits.MaximumRead)));
        var error = files.Read(request, new FuseHandle(body.fh), (long)body.offset, ref read);
        reply.Commit(read.Length);
        return error;
    }

    public static Errno Release(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply) =>
        files.Release(request, new FuseHandle(arguments.Read<fuse_release_in>().fh));

    public static Errno Flush(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply) =>
        files.Flush(request, new FuseHandle(arguments.Read<fuse_flush_in>().fh));

    public static Errno Seek(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_lseek_in>();
        var position = 0L;
        var error = files.Seek(request, new FuseHandle(body.fh), (long)body.offset, (int)body.whence, ref position);
        reply.Write(new fuse_lseek_out { offset = (ulong)position });
        return error;
    }

    public static fuse_open_out Encode(in OpenReply open) => new()
    {
        fh = open.Handle.Value,
        open_flags = open.Backing.Value > 0
            ? ((uint)open.Behaviour & fuse_open_out.PassThroughMask) | fuse_open_out.FOPEN_PASSTHROUGH
            : (uint)open.Behaviour,
        backing_id = open.Backing.Value,
    };
}
