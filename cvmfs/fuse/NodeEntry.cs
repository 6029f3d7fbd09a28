using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Fuse;

/// <summary>A name's answer: the node that it leads to and how long the kernel may believe it.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Filled in and sent, never compared.")]
public struct NodeEntry
{
    /// <summary>The node; <see cref="NodeId.IsNone"/> says that the name does not exist, and the kernel remembers it for <see cref="EntryLifetime"/>.</summary>
    public NodeId Node { get; set; }

    /// <summary>Tells reuses of a node number apart; only NFS export needs it.</summary>
    public ulong Generation { get; set; }

    /// <summary>How long the name leads to this node.</summary>
    public Lifetime EntryLifetime { get; set; }

    /// <summary>How long the attributes hold.</summary>
    public Lifetime AttributeLifetime { get; set; }

    /// <summary>The attributes; the node's number is shown as inode when theirs is 0.</summary>
    public NodeAttributes Attributes { get; set; }
}
