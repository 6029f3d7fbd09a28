using System.Globalization;
using CernVM.Cvmfs.Linux.Devices;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Fuse.Session;

public sealed partial class FuseSession
{
    private const string DescriptorFolder = "/dev/fd/";

    /// <summary>
    /// Mounts a file system: with mount(2) as root, through fusermount3 as a user. A target <c>/dev/fd/N</c> is a FUSE device that
    /// somebody else has opened and mounted. Call <see cref="Start"/> or <see cref="Run"/> at once: until then every access waits.
    /// </summary>
    /// <exception cref="FuseMountException">It could not be mounted; the message says why and what to do.</exception>
    public static FuseSession Mount(FuseFileSystem files, string target, FuseMountOptions options, FuseObserver? observer = null)
    {
        if (TryParseDescriptor(target, out var descriptor))
            return new FuseSession(files, options, observer, FuseDevice.Adopt(FileDescriptors.Adopt(descriptor)), new ForeignMountPoint(target));
        var byKernel = options.Method == MountMethod.Kernel || (options.Method == MountMethod.Automatic && ProcessControl.IsRoot);
        var (device, mountPoint) = byKernel ? KernelMount.Mount(target, options) : HelperMount.Mount(target, options);
        return new FuseSession(files, options, observer, device, mountPoint);
    }

    /// <summary>Reads <c>/dev/fd/N</c>.</summary>
    internal static bool TryParseDescriptor(string target, out int descriptor)
    {
        descriptor = -1;
        return target.StartsWith(DescriptorFolder, StringComparison.Ordinal)
            && int.TryParse(target.AsSpan(DescriptorFolder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out descriptor);
    }
}
