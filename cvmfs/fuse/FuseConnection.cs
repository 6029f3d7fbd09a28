using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Fuse;

/// <summary>What a file system can tell the kernel and ask of it outside of an answer. Every method may be called by any thread at any time.</summary>
public abstract class FuseConnection
{
    /// <summary>Minor version of the protocol that both sides speak; the major one is 7.</summary>
    public abstract uint MinorVersion { get; }

    /// <summary>Features that both sides have.</summary>
    public abstract InitFlags Features { get; }

    /// <summary>True when <see cref="OpenBacking"/> can work: the kernel has passthrough and this process may use it.</summary>
    public abstract bool CanPassThrough { get; }

    /// <summary>
    /// Forgets a node's cached attributes, and its content from an offset on. ENOENT when the kernel does not know it. Waits for pages
    /// that are being read: never call it from within a read of the same node.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="offset">First byte; negative for the attributes only.</param>
    /// <param name="length">Bytes; 0 to the end.</param>
    public abstract LinuxResult InvalidateNode(NodeId node, long offset = 0, long length = 0);

    /// <summary>
    /// Forgets that a name leads anywhere, or nowhere. ENOENT when the kernel does not know the directory. Waits for the
    /// directory's lock, which a LOOKUP or READDIR in it holds: never call it from within one.
    /// </summary>
    public abstract LinuxResult InvalidateEntry(NodeId directory, ReadOnlySpan<byte> name);

    /// <summary>As <see cref="InvalidateEntry"/>, but the name is only asked for again at the next use, even where it is mounted on (7.38).</summary>
    public abstract LinuxResult ExpireEntry(NodeId directory, ReadOnlySpan<byte> name);

    /// <summary>The name is gone: as <see cref="InvalidateEntry"/>, and whoever watches it is told.</summary>
    public abstract LinuxResult DeleteEntry(NodeId directory, NodeId child, ReadOnlySpan<byte> name);

    /// <summary>Puts content into the kernel's cache of a node.</summary>
    public abstract LinuxResult Store(NodeId node, long offset, ReadOnlySpan<byte> content);

    /// <summary>Drops every entry that was looked up before now, lazily (7.44). ENOSYS on older kernels.</summary>
    public abstract LinuxResult IncrementEpoch();

    /// <summary>Gives the kernel a file to read from by itself; the descriptor may be closed afterwards. Needs CAP_SYS_ADMIN.</summary>
    public abstract LinuxResult<BackingId> OpenBacking(SafeFileHandle file);

    /// <summary>Takes a file back; opens that use it already go on.</summary>
    public abstract LinuxResult CloseBacking(BackingId backing);
}
