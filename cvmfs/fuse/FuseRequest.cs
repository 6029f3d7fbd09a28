using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Fuse.Kernel;

namespace CernVM.Cvmfs.Fuse;

/// <summary>Who asks for what: the head of every request.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Passed by reference, never compared.")]
public readonly struct FuseRequest
{
    private readonly RequestSlot? slot;

    internal FuseRequest(in fuse_in_header header, RequestSlot? slot)
    {
        Opcode = (FuseOpcode)header.opcode;
        Unique = header.unique;
        Node = new NodeId(header.nodeid);
        Uid = header.uid;
        Gid = header.gid;
        ProcessId = (int)header.pid;
        this.slot = slot;
    }

    /// <summary>The operation.</summary>
    public FuseOpcode Opcode { get; }

    /// <summary>The kernel's number of this request.</summary>
    public ulong Unique { get; }

    /// <summary>The file or directory that it is about.</summary>
    public NodeId Node { get; }

    /// <summary>The caller's user. 0 and no process for what the kernel does by itself, such as reading ahead.</summary>
    public uint Uid { get; }

    /// <summary>The caller's group.</summary>
    public uint Gid { get; }

    /// <summary>The caller's thread.</summary>
    public int ProcessId { get; }

    /// <summary>
    /// Ends when the caller was interrupted or the session ends: wait with this, and answer EINTR when it fires. The first use in a request
    /// allocates, so ask for it only when there is something to wait for.
    /// </summary>
    public CancellationToken Cancellation => slot?.Token ?? CancellationToken.None;
}
