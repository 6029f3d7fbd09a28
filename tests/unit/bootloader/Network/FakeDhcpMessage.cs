using System.Buffers.Binary;
using System.Net;

namespace CernVM.Bootloader.Agent.Tests.Network;

/// <summary>Messages as a server writes them, built by hand and not by the code under test.</summary>
internal static class FakeDhcpMessage
{
    public static byte[] Reply(uint transaction, byte[] hardware, string address, byte[] options)
    {
        var message = new byte[240 + options.Length];
        message[0] = 2;
        message[1] = 1;
        message[2] = 6;
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), transaction);
        IPAddress.Parse(address).TryWriteBytes(message.AsSpan(16), out _);
        hardware.CopyTo(message, 28);
        message[236] = 99;
        message[237] = 130;
        message[238] = 83;
        message[239] = 99;
        options.CopyTo(message, 240);
        return message;
    }
}
