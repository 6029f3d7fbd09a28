using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux.Abi;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Devices;

/// <summary>An open /dev/fuse. One read takes one request, one write gives one reply or notification.</summary>
public sealed class FuseDevice : SafeHandleMinusOneIsInvalid
{
    private FuseDevice(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    /// <summary>The descriptor's number, for the options of mount(2).</summary>
    public int Descriptor => (int)handle;

    /// <summary>Opens the device in a directory, which is /dev or a handle of it that outlives a change of the root.</summary>
    public static LinuxResult<FuseDevice> Open(DirectoryHandle devices)
    {
        ReadOnlySpan<byte> name = "fuse\0"u8;
        var descriptor = Libc.openat(devices, in name[0], Fcntl.O_RDWR | Fcntl.O_CLOEXEC, 0);
        return descriptor < 0 ? Gate.LastError : new FuseDevice(descriptor);
    }

    /// <summary>Wraps a descriptor that the process was given, and owns it from now on.</summary>
    public static FuseDevice Adopt(SafeFileHandle descriptor)
    {
        var number = (int)descriptor.DangerousGetHandle();
        descriptor.SetHandleAsInvalid();
        return new FuseDevice(number);
    }

    /// <summary>Joins this freshly opened device to the connection of another, with a queue of requests under way of its own.</summary>
    public unsafe LinuxResult CloneFrom(FuseDevice connected)
    {
        var source = (uint)connected.Descriptor;
        return Gate.Check(Libc.ioctl(this, FuseIoctl.FUSE_DEV_IOC_CLONE, &source));
    }

    /// <summary>Waits for a request.</summary>
    public LinuxResult<int> Read(Span<byte> buffer) => Gate.Count(Libc.read(this, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length));

    /// <summary>Sends a reply or notification.</summary>
    public LinuxResult Write(ReadOnlySpan<byte> message) => Gate.Check(Libc.write(this, in MemoryMarshal.GetReference(message), (nuint)message.Length));

    /// <summary>Sends a message whose content lies somewhere else, without copying it.</summary>
    public unsafe LinuxResult Write(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        fixed (byte* first = head, second = content)
        {
            var parts = stackalloc iovec[2];
            parts[0] = new iovec { iov_base = first, iov_len = (nuint)head.Length };
            parts[1] = new iovec { iov_base = second, iov_len = (nuint)content.Length };
            return Gate.Check(Libc.writev(this, parts, 2));
        }
    }

    /// <summary>Registers a file that the kernel may read by itself.</summary>
    /// <returns>Its number, greater than 0. EPERM without CAP_SYS_ADMIN or without agreed passthrough.</returns>
    public unsafe LinuxResult<int> OpenBacking(SafeFileHandle file)
    {
        var added = false;
        try
        {
            file.DangerousAddRef(ref added);
            var map = new fuse_backing_map { fd = (int)file.DangerousGetHandle() };
            return Gate.Count(Libc.ioctl(this, FuseIoctl.FUSE_DEV_IOC_BACKING_OPEN, &map));
        }
        finally
        {
            if (added)
                file.DangerousRelease();
        }
    }

    /// <summary>Takes a registered file back.</summary>
    public unsafe LinuxResult CloseBacking(int backing)
    {
        var number = (uint)backing;
        return Gate.Check(Libc.ioctl(this, FuseIoctl.FUSE_DEV_IOC_BACKING_CLOSE, &number));
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.close(handle) == 0;
}
