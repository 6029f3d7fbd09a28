using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>Messages to the kernel that answer no request: the header's unique is 0 and its error field the code.</summary>
internal static class NotificationEncoder
{
    /// <summary>Room for every notification with a name.</summary>
    public const int Maximum = fuse_out_header.Size + fuse_notify_delete_out.Size + FuseLimits.NameMaximum + 1;

    public static ReadOnlySpan<byte> InvalidateNode(Span<byte> target, NodeId node, long offset, long length) =>
        Write(target, NotifyCode.FUSE_NOTIFY_INVAL_INODE, new fuse_notify_inval_inode_out { ino = node.Value, off = offset, len = length }, default, 0);

    public static ReadOnlySpan<byte> InvalidateEntry(Span<byte> target, NodeId directory, scoped ReadOnlySpan<byte> name, bool onlyExpire) => Write(
        target,
        NotifyCode.FUSE_NOTIFY_INVAL_ENTRY,
        new fuse_notify_inval_entry_out
        {
            parent = directory.Value,
            namelen = (uint)name.Length,
            flags = onlyExpire ? fuse_notify_inval_entry_out.FUSE_EXPIRE_ONLY : 0,
        },
        name,
        0);

    public static ReadOnlySpan<byte> DeleteEntry(Span<byte> target, NodeId directory, NodeId child, scoped ReadOnlySpan<byte> name) => Write(
        target,
        NotifyCode.FUSE_NOTIFY_DELETE,
        new fuse_notify_delete_out { parent = directory.Value, child = child.Value, namelen = (uint)name.Length },
        name,
        0);

    /// <summary>Only the head: the content follows it in the same write.</summary>
    public static ReadOnlySpan<byte> StoreHead(Span<byte> target, NodeId node, long offset, int size) => Write(
        target,
        NotifyCode.FUSE_NOTIFY_STORE,
        new fuse_notify_store_out { nodeid = node.Value, offset = (ulong)offset, size = (uint)size },
        default,
        size);

    /// <summary>Asks for nothing of a regular file: all that comes of it is a NOTIFY_REPLY for one waiting reader.</summary>
    public static ReadOnlySpan<byte> Wake(Span<byte> target, NodeId file) =>
        Write(target, NotifyCode.FUSE_NOTIFY_RETRIEVE, new fuse_notify_retrieve_out { nodeid = file.Value }, default, 0);

    public static ReadOnlySpan<byte> IncrementEpoch(Span<byte> target)
    {
        var header = new fuse_out_header { len = fuse_out_header.Size, error = (int)NotifyCode.FUSE_NOTIFY_INC_EPOCH };
        MemoryMarshal.Write(target, in header);
        return target[..fuse_out_header.Size];
    }

    private static ReadOnlySpan<byte> Write<T>(Span<byte> target, NotifyCode code, scoped in T body, scoped ReadOnlySpan<byte> name, int following)
        where T : unmanaged
    {
        var length = fuse_out_header.Size + Unsafe.SizeOf<T>();
        MemoryMarshal.Write(target[fuse_out_header.Size..], in body);
        if (!name.IsEmpty)
        {
            name.CopyTo(target[length..]);
            target[length + name.Length] = 0;
            length += name.Length + 1;
        }

        var header = new fuse_out_header { len = (uint)(length + following), error = (int)code };
        MemoryMarshal.Write(target, in header);
        return target[..length];
    }
}
