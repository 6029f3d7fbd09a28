using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse;

public abstract partial class FuseFileSystem
{
    /// <summary>Opens the directory <c>request.Node</c>. ENOSYS: directories need no opening, and the kernel keeps their listings.</summary>
    protected internal virtual Errno OpenDirectory(in FuseRequest request, OpenFlags flags, ref OpenReply reply) => Errno.ENOSYS;

    /// <summary>
    /// Lists from an offset on until the writer is full or the directory ends; an empty answer is the end. <c>.</c> and <c>..</c> are the
    /// file system's to list.
    /// </summary>
    /// <param name="request">Head of the request.</param>
    /// <param name="handle">From <see cref="OpenDirectory"/>.</param>
    /// <param name="offset">0 at the beginning, else the offset that went with an earlier entry.</param>
    /// <param name="writer">Takes the entries.</param>
    protected internal virtual Errno ReadDirectory(in FuseRequest request, FuseHandle handle, long offset, ref DirectoryWriter writer) => Errno.ENOSYS;

    /// <summary>
    /// The same with everything that <see cref="Lookup"/> would say: each entry but <c>.</c> and <c>..</c> that the writer takes counts one
    /// reference of its node.
    /// </summary>
    protected internal virtual Errno ReadDirectoryPlus(in FuseRequest request, FuseHandle handle, long offset, ref DirectoryPlusWriter writer) => Errno.ENOSYS;

    /// <summary>The last descriptor of an open directory is closed. The answer goes to nobody.</summary>
    protected internal virtual Errno ReleaseDirectory(in FuseRequest request, FuseHandle handle) => Errno.None;
}
