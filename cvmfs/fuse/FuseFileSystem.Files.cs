using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse;

public abstract partial class FuseFileSystem
{
    /// <summary>Opens the file <c>request.Node</c>. ENOSYS: files need no opening, and the kernel keeps what it has cached of them.</summary>
    protected internal virtual Errno Open(in FuseRequest request, OpenFlags flags, ref OpenReply reply) => Errno.ENOSYS;

    /// <summary>Reads from an open file. Fewer bytes than asked mean the end of the file.</summary>
    /// <param name="request">Head of the request.</param>
    /// <param name="handle">From <see cref="Open"/>; 0 where files need no opening.</param>
    /// <param name="offset">Where, in bytes.</param>
    /// <param name="reply">Room for as many bytes as are asked for.</param>
    protected internal virtual Errno Read(in FuseRequest request, FuseHandle handle, long offset, ref ReadReply reply) => Errno.ENOSYS;

    /// <summary>The last descriptor of an open file is closed. The answer goes to nobody.</summary>
    protected internal virtual Errno Release(in FuseRequest request, FuseHandle handle) => Errno.None;

    /// <summary>One descriptor of an open file is closed. ENOSYS: never ask again.</summary>
    protected internal virtual Errno Flush(in FuseRequest request, FuseHandle handle) => Errno.ENOSYS;

    /// <summary>SEEK_DATA (3) and SEEK_HOLE (4). ENOSYS: the kernel knows files without holes.</summary>
    protected internal virtual Errno Seek(in FuseRequest request, FuseHandle handle, long offset, int whence, ref long position) => Errno.ENOSYS;
}
