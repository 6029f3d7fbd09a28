using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Decodes one operation's arguments, calls the file system and encodes its answer.</summary>
internal delegate Errno OperationHandler(FuseFileSystem files, in FuseRequest request, ref RequestReader arguments, ReplyBuffer reply);

/// <summary>All that is known about an operation; one row of <see cref="OpcodeTable"/>.</summary>
/// <param name="Code">The kernel's number.</param>
/// <param name="ArgumentSize">Length of the fixed part of its arguments, in bytes; a shorter request is malformed.</param>
/// <param name="Names">Number of zero-terminated names that follow.</param>
/// <param name="Handle">Calls the file system; null where the session or the table answers.</param>
/// <param name="Refusal">The answer when there is no handler.</param>
/// <param name="HasReply">False for FORGET and its like.</param>
internal sealed record OpcodeRow(
    FuseOpcode Code, int ArgumentSize, int Names, OperationHandler? Handle, Errno Refusal = Errno.ENOSYS, bool HasReply = true)
{
    /// <summary>The name in traces: LOOKUP.</summary>
    public string Name { get; } = Code.ToString()["FUSE_".Length..];
}
