using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Mounts;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>A connection that another process serves.</summary>
public static class SharedConnection
{
    /// <summary>Shows its file system at a further place, for example in another mount namespace. Needs root.</summary>
    /// <param name="device">A copy of the device of the process that serves; not needed any more afterwards.</param>
    /// <param name="target">An existing directory.</param>
    /// <param name="options">As the connection was mounted.</param>
    /// <returns>EINVAL when the kernel is older than 5.13, ENOTCONN or EIO when the connection has ended.</returns>
    public static LinuxResult Mount(SafeFileHandle device, string target, FuseMountOptions options)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(options);
        var mounted = FileSystemMounts.Attach(
            options.Source, target, KernelMount.TypeOf(options), KernelMount.Flags(options), KernelMount.Data((int)device.DangerousGetHandle(), options));
        GC.KeepAlive(device);
        return mounted;
    }
}
