using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse;

/// <summary>
/// A read-only file system as the kernel sees it: one method per operation. Methods are called by many threads at once and answer before they
/// return: with <see cref="Errno.None"/> and the reply filled in, or with an error number. They may block (the session starts further
/// threads while some wait) and must not keep a span or a reply beyond their return. An exception that leaves a method is logged and answered
/// with EIO. An operation that is not overridden is refused with ENOSYS, which the kernel remembers where it can.
/// </summary>
public abstract partial class FuseFileSystem
{
    /// <summary>The kernel's version and features are agreed; requests follow.</summary>
    protected internal virtual void OnStarted(FuseConnection connection)
    {
    }

    /// <summary>No request comes any more; the last one has been answered.</summary>
    protected internal virtual void OnEnded()
    {
    }

    /// <summary>Finds a name in the directory <c>request.Node</c>. Each successful answer counts one reference of the node, until FORGET takes them back.</summary>
    protected internal virtual Errno Lookup(in FuseRequest request, ReadOnlySpan<byte> name, ref NodeEntry entry) => Errno.ENOSYS;

    /// <summary>The kernel drops references of a node; at zero it is forgotten. No answer is sent.</summary>
    protected internal virtual void Forget(NodeId node, ulong references)
    {
    }

    /// <summary>What stat shows of <c>request.Node</c>.</summary>
    /// <param name="request">Head of the request.</param>
    /// <param name="handle">The open file when the caller has one.</param>
    /// <param name="attributes">The answer.</param>
    /// <param name="lifetime">How long the answer holds.</param>
    protected internal virtual Errno GetAttributes(in FuseRequest request, FuseHandle? handle, ref NodeAttributes attributes, ref Lifetime lifetime) => Errno.ENOSYS;

    /// <summary>Where the symbolic link <c>request.Node</c> points.</summary>
    protected internal virtual Errno ReadLink(in FuseRequest request, ref BytesReply target) => Errno.ENOSYS;

    /// <summary>Size and use of the file system.</summary>
    protected internal virtual Errno GetStatistics(in FuseRequest request, ref FileSystemStatistics statistics) => Errno.ENOSYS;

    /// <summary>One extended attribute. ENODATA when it is not there; <see cref="SizedReply.Set"/> handles the caller's buffer size.</summary>
    protected internal virtual Errno GetExtendedAttribute(in FuseRequest request, ReadOnlySpan<byte> name, ref SizedReply value) => Errno.ENOSYS;

    /// <summary>Names of the extended attributes, each ended by a zero byte.</summary>
    protected internal virtual Errno ListExtendedAttributes(in FuseRequest request, ref SizedReply names) => Errno.ENOSYS;

    /// <summary>access(2); not sent with default permissions.</summary>
    /// <param name="request">Head of the request.</param>
    /// <param name="mask">R_OK 4, W_OK 2, X_OK 1.</param>
    protected internal virtual Errno Access(in FuseRequest request, int mask) => Errno.ENOSYS;
}
