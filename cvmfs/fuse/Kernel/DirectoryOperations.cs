using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Operations on an open directory.</summary>
internal static class DirectoryOperations
{
    public static Errno Open(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_open_in>();
        var open = default(OpenReply);
        var error = files.OpenDirectory(request, (OpenFlags)body.flags, ref open);
        reply.Write(FileOperations.Encode(open));
        return error;
    }

    public static Errno Read(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_read_in>();
        var writer = new DirectoryWriter(Room(reply, body.size));
        var error = files.ReadDirectory(request, new FuseHandle(body.fh), (long)body.offset, ref writer);
        reply.Commit(writer.Length);
        return error;
    }

    public static Errno ReadPlus(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_read_in>();
        var writer = new DirectoryPlusWriter(Room(reply, body.size));
        var error = files.ReadDirectoryPlus(request, new FuseHandle(body.fh), (long)body.offset, ref writer);
        reply.Commit(writer.Length);
        return error;
    }

    public static Errno Release(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply) =>
        files.ReleaseDirectory(request, new FuseHandle(arguments.Read<fuse_release_in>().fh));

    private static Span<byte> Room(ReplyBuffer reply, uint size) => reply.Reserve((int)Math.Min(size, FuseLimits.MaximumRead));
}
