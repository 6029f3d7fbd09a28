using System.Net.Sockets;
using System.Text;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Networking;

/// <summary>Ties a .NET socket to an interface.</summary>
public static class SocketBinding
{
    /// <summary>Packets of this socket use only this interface (SO_BINDTODEVICE).</summary>
    public static unsafe LinuxResult BindToDevice(this Socket socket, string linkName)
    {
        var name = Encoding.UTF8.GetBytes(linkName + "\0");
        fixed (byte* first = name)
            return Gate.Check(Libc.setsockopt(socket.SafeHandle, Netlink.SOL_SOCKET, Netlink.SO_BINDTODEVICE, first, (uint)name.Length));
    }
}
