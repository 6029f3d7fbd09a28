using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux.Abi;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Devices;

/// <summary>
/// One end of a pair of Unix sockets over which processes exchange open descriptors and bytes (unix(7), SCM_RIGHTS): a process and its child, or two that
/// met at a socket's name.
/// </summary>
public sealed class DescriptorChannel : IDisposable
{
    /// <summary>Descriptors in one message at most; the kernel's bound is 253 (SCM_MAX_FD).</summary>
    public const int MostDescriptors = 250;

    private readonly SafeHandle own;
    private readonly SafeFileHandle? child;

    private DescriptorChannel(SafeHandle own, SafeFileHandle? child)
    {
        this.own = own;
        this.child = child;
    }

    /// <summary>The child's end, which it inherits under this number; -1 in the child.</summary>
    public int ChildDescriptor => child is null ? -1 : (int)child.DangerousGetHandle();

    /// <summary>Makes the pair.</summary>
    public static unsafe LinuxResult<DescriptorChannel> Create()
    {
        var numbers = stackalloc int[2];
        if (Libc.socketpair(Netlink.AF_UNIX, Netlink.SOCK_STREAM | Netlink.SOCK_CLOEXEC, 0, numbers) < 0)
            return Gate.LastError;
        var channel = new DescriptorChannel(FileDescriptors.Adopt(numbers[0]), FileDescriptors.Adopt(numbers[1]));
        var inheritable = channel.child!.SetInheritable(true);
        if (inheritable.IsOk)
            return channel;
        channel.Dispose();
        return inheritable.Error;
    }

    /// <summary>In the child: the end that it inherited. Its own children do not get it.</summary>
    public static DescriptorChannel Inherit(int descriptor)
    {
        var inherited = FileDescriptors.Adopt(descriptor);
        _ = inherited.SetInheritable(false);
        return new DescriptorChannel(inherited, child: null);
    }

    /// <summary>An end that is connected already and blocks; it belongs to the channel from now on.</summary>
    public static DescriptorChannel Over(SafeHandle connected) => new(connected, child: null);

    /// <summary>Closes this process's copy of the child's end, once the child runs: its exit then ends what waits for it.</summary>
    public void CloseChildEnd() => child?.Dispose();

    /// <summary>Waits for one descriptor.</summary>
    /// <returns>ENODATA when the other side closed its end without sending one.</returns>
    public LinuxResult<SafeFileHandle> Receive()
    {
        var received = ReceiveDescriptors(1);
        return received.IsOk ? received.Value[0] : received.Error;
    }

    /// <summary>Waits for a message with descriptors.</summary>
    /// <param name="most">How many can be in it.</param>
    /// <returns>At least one; ENODATA when the other side closed its end, or sent none.</returns>
    public unsafe LinuxResult<IReadOnlyList<SafeFileHandle>> ReceiveDescriptors(int most)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostDescriptors);
        byte data;
        var part = new iovec { iov_base = &data, iov_len = 1 };
        var control = stackalloc byte[ControlLength(most)];
        var message = new msghdr { msg_iov = &part, msg_iovlen = 1, msg_control = control, msg_controllen = (nuint)ControlLength(most) };
        nint count;
        do
        {
            count = Libc.recvmsg(own, ref message, Netlink.MSG_CMSG_CLOEXEC);
        }
        while (count < 0 && Gate.LastError == Errno.EINTR);

        if (count < 0)
            return Gate.LastError;
        var header = (cmsghdr*)control;
        if (message.msg_controllen < (nuint)(sizeof(cmsghdr) + sizeof(int)) || header->cmsg_level != Netlink.SOL_SOCKET || header->cmsg_type != Netlink.SCM_RIGHTS)
            return Errno.ENODATA;
        var numbers = new ReadOnlySpan<int>(control + sizeof(cmsghdr), (int)((header->cmsg_len - (nuint)sizeof(cmsghdr)) / sizeof(int)));
        var descriptors = new SafeFileHandle[numbers.Length];
        for (var index = 0; index < numbers.Length; index++)
            descriptors[index] = FileDescriptors.Adopt(numbers[index]);
        return descriptors;
    }

    /// <summary>Sends descriptors, which stay open here.</summary>
    /// <returns>EPIPE when the other side closed its end.</returns>
    public unsafe LinuxResult SendDescriptors(IReadOnlyList<SafeFileHandle> descriptors)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(descriptors.Count, MostDescriptors);
        byte data = 0;
        var part = new iovec { iov_base = &data, iov_len = 1 };
        var length = ControlLength(descriptors.Count);
        var control = stackalloc byte[length];
        var header = (cmsghdr*)control;
        header->cmsg_len = (nuint)(sizeof(cmsghdr) + (descriptors.Count * sizeof(int)));
        header->cmsg_level = Netlink.SOL_SOCKET;
        header->cmsg_type = Netlink.SCM_RIGHTS;
        for (var index = 0; index < descriptors.Count; index++)
            ((int*)(control + sizeof(cmsghdr)))[index] = (int)descriptors[index].DangerousGetHandle();
        var message = new msghdr { msg_iov = &part, msg_iovlen = 1, msg_control = control, msg_controllen = (nuint)length };
        var sent = Gate.Check(Libc.sendmsg(own, in message, Netlink.MSG_NOSIGNAL));
        GC.KeepAlive(descriptors);
        return sent;
    }

    /// <summary>Sends bytes.</summary>
    /// <returns>EPIPE when the other side closed its end.</returns>
    public LinuxResult Send(ReadOnlySpan<byte> bytes) =>
        Gate.Check(Libc.send(own, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length, Netlink.MSG_NOSIGNAL));

    /// <summary>Waits for bytes.</summary>
    /// <returns>Their number, which may be fewer than there is room for; 0 when the other side closed its end.</returns>
    public LinuxResult<int> Receive(Span<byte> buffer)
    {
        nint count;
        do
        {
            count = Libc.recv(own, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length, 0);
        }
        while (count < 0 && Gate.LastError == Errno.EINTR);
        return Gate.Count(count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        own.Dispose();
        child?.Dispose();
    }

    // CMSG_SPACE on 64-bit machines.
    private static unsafe int ControlLength(int descriptors) => sizeof(cmsghdr) + (((descriptors * sizeof(int)) + 7) & ~7);
}
