using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Operations on a node that is not open.</summary>
internal static class NodeOperations
{
    // A symbolic link is shorter than PATH_MAX.
    private const int LinkMaximum = 4096;

    // XATTR_SIZE_MAX of linux/limits.h.
    private const int AttributeMaximum = 65536;

    public static Errno Lookup(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var name = arguments.ReadName();
        if (arguments.IsBroken)
            return Errno.EINVAL;
        var entry = default(NodeEntry);
        var error = files.Lookup(request, name, ref entry);
        if (error == Errno.None)
            reply.Write(AttributeEncoder.Entry(entry));
        return error;
    }

    public static Errno Forget(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_forget_in>();
        if (!arguments.IsBroken)
            files.Forget(request.Node, body.nlookup);
        return Errno.None;
    }

    public static Errno ForgetMany(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_batch_forget_in>();
        for (var index = 0u; index < body.count; index++)
        {
            var one = arguments.Read<fuse_forget_one>();
            if (arguments.IsBroken)
                return Errno.EINVAL;
            files.Forget(new NodeId(one.nodeid), one.nlookup);
        }

        return Errno.None;
    }

    public static Errno GetAttributes(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_getattr_in>();
        var attributes = default(NodeAttributes);
        var lifetime = Lifetime.None;
        var error = files.GetAttributes(request, HandleOf(body.getattr_flags, body.fh), ref attributes, ref lifetime);
        if (error == Errno.None)
            reply.Write(AttributeEncoder.Reply(attributes, lifetime, request.Node.Value));
        return error;
    }

    public static Errno GetExtendedStatus(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_statx_in>();
        var attributes = default(NodeAttributes);
        var lifetime = Lifetime.None;
        var error = files.GetAttributes(request, HandleOf(body.getattr_flags, body.fh), ref attributes, ref lifetime);
        if (error == Errno.None)
            reply.Write(AttributeEncoder.ExtendedReply(attributes, lifetime, request.Node.Value));
        return error;
    }

    public static Errno ReadLink(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var target = new BytesReply(reply.Reserve(LinkMaximum));
        var error = files.ReadLink(request, ref target);
        reply.Commit(target.Length);
        return error;
    }

    public static Errno GetStatistics(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var statistics = default(FileSystemStatistics);
        var error = files.GetStatistics(request, ref statistics);
        reply.Write(new fuse_statfs_out
        {
            blocks = statistics.Blocks,
            bfree = statistics.FreeBlocks,
            bavail = statistics.AvailableBlocks,
            files = statistics.Files,
            ffree = statistics.FreeFiles,
            bsize = statistics.BlockSize,
            namelen = statistics.NameMaximum,
            frsize = statistics.BlockSize,
        });
        return error;
    }

    public static Errno GetExtendedAttribute(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_getxattr_in>();
        var name = arguments.ReadName();
        if (arguments.IsBroken)
            return Errno.EINVAL;
        var value = Sized(reply, body.size);
        return Finish(files.GetExtendedAttribute(request, name, ref value), value, reply);
    }

    public static Errno ListExtendedAttributes(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply)
    {
        var body = arguments.Read<fuse_getxattr_in>();
        var names = Sized(reply, body.size);
        return Finish(files.ListExtendedAttributes(request, ref names), names, reply);
    }

    public static Errno Access(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply) =>
        files.Access(request, (int)arguments.Read<fuse_access_in>().mask);

    private static SizedReply Sized(ReplyBuffer reply, uint size) =>
        new(reply.Reserve((int)Math.Min(size, AttributeMaximum)), onlySize: size == 0);

    private static Errno Finish(Errno error, SizedReply value, ReplyBuffer reply)
    {
        if (value.OnlySize)
            reply.Write(new fuse_getxattr_in { size = (uint)value.Length });
        else
            reply.Commit(value.Length);
        return error;
    }

    private static FuseHandle? HandleOf(uint flags, ulong handle) =>
        (flags & fuse_getattr_in.FUSE_GETATTR_FH) != 0 ? new FuseHandle(handle) : null;
}
