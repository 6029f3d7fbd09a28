using System.Globalization;
using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux.Devices;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Processes;
using Microsoft.Win32.SafeHandles;

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
        {
            var given = FileDescriptors.Adopt(descriptor);
            _ = given.SetInheritable(false);
            return new FuseSession(files, options, observer, FuseDevice.Adopt(given), new ForeignMountPoint(target));
        }

        var (device, mountPoint) = IsMountedByKernel(options) ? KernelMount.Mount(target, options) : HelperMount.Mount(target, options);
        return new FuseSession(files, options, observer, device, mountPoint);
    }

    /// <summary>
    /// Goes on with a mount that another process serves and leaves by <see cref="HandOver"/>. The session rests until <see cref="Start"/>, and can be
    /// handed back before.
    /// </summary>
    /// <param name="files">The file system, with everything that the other one knew.</param>
    /// <param name="target">As it was given to <see cref="Mount"/>.</param>
    /// <param name="options">As for <see cref="Mount"/>; what was agreed with the kernel stays.</param>
    /// <param name="state">What the other process had agreed on.</param>
    /// <param name="descriptor">The device; it belongs to the session from now on.</param>
    /// <param name="observer">Gets reports.</param>
    public static FuseSession Resume(
        FuseFileSystem files, string target, FuseMountOptions options, SessionState state, SafeFileHandle descriptor, FuseObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        IMountPoint place = TryParseDescriptor(target, out _) ? new ForeignMountPoint(target)
            : IsMountedByKernel(options) ? new KernelMount(target)
            : new HelperMount(target);
        var session = new FuseSession(files, options, observer, FuseDevice.Adopt(descriptor), place)
        {
            agreement = new Agreement(state.MinorVersion, state.Features, default),
            resting = new TaskCompletionSource(),
        };
        session.resting.SetResult();
        return session;
    }

    /// <summary>The device's descriptor in a target <c>/dev/fd/N</c>; null for a directory.</summary>
    public static int? DescriptorOf(string target) => TryParseDescriptor(target, out var descriptor) ? descriptor : null;

    /// <summary>Reads <c>/dev/fd/N</c>.</summary>
    internal static bool TryParseDescriptor(string target, out int descriptor)
    {
        descriptor = -1;
        return target.StartsWith(DescriptorFolder, StringComparison.Ordinal)
            && int.TryParse(target.AsSpan(DescriptorFolder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out descriptor);
    }

    private static bool IsMountedByKernel(FuseMountOptions options) =>
        options.Method == MountMethod.Kernel || (options.Method == MountMethod.Automatic && ProcessControl.IsRoot);
}
