using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Networking;

/// <summary>Writes one netlink message (netlink(7)): header, body, attributes, each aligned to four bytes.</summary>
internal ref struct NetlinkMessage
{
    private const int Alignment = 4;
    private readonly Span<byte> buffer;
    private int length;

    public NetlinkMessage(Span<byte> buffer, ushort type, ushort flags, uint sequence)
    {
        this.buffer = buffer;
        buffer.Clear();
        var header = new nlmsghdr { nlmsg_type = type, nlmsg_flags = flags, nlmsg_seq = sequence };
        Append(in header);
    }

    public void Append<T>(in T body)
        where T : unmanaged
    {
        MemoryMarshal.Write(buffer[length..], in body);
        length = Align(length + Unsafe.SizeOf<T>());
    }

    public void Attribute(ushort type, scoped ReadOnlySpan<byte> value)
    {
        var header = new rtattr { rta_len = (ushort)(Unsafe.SizeOf<rtattr>() + value.Length), rta_type = type };
        MemoryMarshal.Write(buffer[length..], in header);
        value.CopyTo(buffer[(length + Unsafe.SizeOf<rtattr>())..]);
        length = Align(length + header.rta_len);
    }

    public void Attribute(ushort type, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        MemoryMarshal.Write(bytes, in value);
        Attribute(type, bytes);
    }

    public readonly ReadOnlySpan<byte> Finish()
    {
        MemoryMarshal.Write(buffer, (uint)length);
        return buffer[..length];
    }

    public static int Align(int value) => (value + Alignment - 1) & ~(Alignment - 1);
}
