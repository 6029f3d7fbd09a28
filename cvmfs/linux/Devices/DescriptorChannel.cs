using CernVM.Cvmfs.Linux.Abi;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Devices;

/// <summary>A pair of Unix sockets over which a child process hands back an open descriptor (unix(7), SCM_RIGHTS).</summary>
public sealed class DescriptorChannel : IDisposable
{
    private const int ControlLength = 24; // CMSG_SPACE(sizeof(int)) on 64-bit machines.
    private readonly SafeFileHandle own;
    private readonly SafeFileHandle child;

    private DescriptorChannel(SafeFileHandle own, SafeFileHandle child)
    {
        this.own = own;
        this.child = child;
    }

    /// <summary>The child's end, which it inherits under this number.</summary>
    public int ChildDescriptor => (int)child.DangerousGetHandle();

    /// <summary>Makes the pair.</summary>
    public static unsafe LinuxResult<DescriptorChannel> Create()
    {
        var numbers = stackalloc int[2];
        if (Libc.socketpair(Netlink.AF_UNIX, Netlink.SOCK_STREAM | Netlink.SOCK_CLOEXEC, 0, numbers) < 0)
            return Gate.LastError;
        var channel = new DescriptorChannel(FileDescriptors.Adopt(numbers[0]), FileDescriptors.Adopt(numbers[1]));
        var inheritable = channel.child.SetInheritable(true);
        if (inheritable.IsOk)
            return channel;
        channel.Dispose();
        return inheritable.Error;
    }

    /// <summary>Closes this process's copy of the child's end, once the child runs: its exit then ends <see cref="Receive"/>.</summary>
    public void CloseChildEnd() => child.Dispose();

    /// <summary>Waits for the descriptor.</summary>
    /// <returns>ENODATA when the child closed its end without sending one.</returns>
    public unsafe LinuxResult<SafeFileHandle> Receive()
    {
        byte data;
        var part = new iovec { iov_base = &data, iov_len = 1 };
        var control = stackalloc byte[ControlLength];
        var message = new msghdr { msg_iov = &part, msg_iovlen = 1, msg_control = control, msg_controllen = ControlLength };
        nint count;
        do
        {
            count = Libc.recvmsg(own, ref message, Netlink.MSG_CMSG_CLOEXEC);
        }
        while (count < 0 && Gate.LastError == Errno.EINTR);

        if (count < 0)
            return Gate.LastError;
        var header = (cmsghdr*)control;
        if (message.msg_controllen < ControlLength - sizeof(int) || header->cmsg_level != Netlink.SOL_SOCKET || header->cmsg_type != Netlink.SCM_RIGHTS)
            return Errno.ENODATA;
        return FileDescriptors.Adopt(*(int*)(control + sizeof(cmsghdr)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        own.Dispose();
        child.Dispose();
    }
}
