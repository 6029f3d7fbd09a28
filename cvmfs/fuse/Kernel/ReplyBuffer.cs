using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>
/// One worker's reply: header and payload side by side, so that it leaves in a single write. Large payloads borrow from the shared pool
/// until the reply is sent.
/// </summary>
internal sealed class ReplyBuffer
{
    /// <summary>Ours: what the kernel's default read-ahead of 128 KiB asks for fits.</summary>
    private const int OwnPayload = 128 * 1024;

    private readonly byte[] own = GC.AllocateUninitializedArray<byte>(fuse_out_header.Size + OwnPayload, pinned: true);
    private byte[]? rented;
    private int payloadLength;

    /// <summary>Room for a payload of this many bytes; what was there before is gone.</summary>
    public Span<byte> Reserve(int length)
    {
        Reset();
        if (length > OwnPayload)
            rented = ArrayPool<byte>.Shared.Rent(fuse_out_header.Size + length);
        return (rented ?? own).AsSpan(fuse_out_header.Size, length);
    }

    /// <summary>Takes the first bytes of the reserved room as the payload.</summary>
    public void Commit(int length) => payloadLength = length;

    /// <summary>A structure as the payload.</summary>
    public void Write<T>(in T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(Reserve(Unsafe.SizeOf<T>()), in value);
        payloadLength = Unsafe.SizeOf<T>();
    }

    /// <summary>The finished reply; an error drops the payload.</summary>
    public ReadOnlySpan<byte> Finish(ulong unique, Errno error)
    {
        var buffer = rented ?? own;
        var length = fuse_out_header.Size + (error == Errno.None ? payloadLength : 0);
        var header = new fuse_out_header { len = (uint)length, error = -(int)error, unique = unique };
        MemoryMarshal.Write(buffer, in header);
        return buffer.AsSpan(0, length);
    }

    /// <summary>Empties it and gives a borrowed array back.</summary>
    public void Reset()
    {
        payloadLength = 0;
        if (rented is null)
            return;
        ArrayPool<byte>.Shared.Return(rented);
        rented = null;
    }
}
