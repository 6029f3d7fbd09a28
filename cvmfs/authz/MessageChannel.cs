using System.Buffers.Binary;

namespace CernVM.Cvmfs.Authz;

/// <summary>Messages over a pair of pipes: version 1 and length as 32-bit numbers in the machine's byte order, then the bytes.</summary>
internal sealed class MessageChannel(Stream toHelper, Stream fromHelper)
{
    private const uint Version = 1;
    private const int HeadLength = 8;

    /// <summary>Ours: a certificate chain has some kilobytes.</summary>
    private const uint LongestMessage = 1 << 20;

    public async ValueTask SendAsync(byte[] message, CancellationToken cancel)
    {
        var framed = new byte[HeadLength + message.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(framed, Version);
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(4), (uint)message.Length);
        message.CopyTo(framed, HeadLength);
        await toHelper.WriteAsync(framed, cancel);
        await toHelper.FlushAsync(cancel);
    }

    /// <exception cref="InvalidDataException">Another version, or too long.</exception>
    /// <exception cref="EndOfStreamException">The helper has ended.</exception>
    public async ValueTask<byte[]> ReceiveAsync(CancellationToken cancel)
    {
        var head = new byte[HeadLength];
        await fromHelper.ReadExactlyAsync(head, cancel);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
        if (BinaryPrimitives.ReadUInt32LittleEndian(head) != Version || length > LongestMessage)
            throw new InvalidDataException("it speaks another version of the protocol");
        var message = new byte[length];
        await fromHelper.ReadExactlyAsync(message, cancel);
        return message;
    }
}
