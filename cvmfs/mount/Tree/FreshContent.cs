using System.Buffers;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Fuse;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>
/// Small files that have just been fetched, or are opened for the first time after they came ahead, are put into the kernel's cache before their open is answered.
/// Whoever opens a file for the first time reads it, and every read would be one or two more requests, each with two changes of process.
/// </summary>
internal sealed class FreshContent
{
    /// <summary>Ours: larger files may be read in part only, and the kernel takes them by itself (<see cref="PassthroughTable.SmallestFile"/>).</summary>
    public const long LargestFile = PassthroughTable.SmallestFile - 1;

    private FuseConnection? _connection;

    /// <summary>Begins to give content to the kernel.</summary>
    public void Start(FuseConnection connection) => _connection = connection;

    /// <summary>Gives the content of a file that is about to be opened. A refusal does no harm: the kernel asks for it when it is read.</summary>
    public void Give(NodeId node, DirectoryEntry entry, OpenObject content)
    {
        if (_connection is null || entry.IsDirectIo || content.WholeFile is null || content.Length is 0 or > LargestFile)
            return;
        var buffer = ArrayPool<byte>.Shared.Rent((int)content.Length);
        try
        {
            if (content.TryRead(0, buffer.AsSpan(0, (int)content.Length), out var read) && read == content.Length)
                _ = _connection.Store(node, 0, buffer.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
