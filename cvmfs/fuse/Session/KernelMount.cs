using System.Globalization;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Devices;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>A mount made with mount(2), as root.</summary>
internal sealed class KernelMount(string target) : IMountPoint
{
    /// <summary>Opens the device and mounts.</summary>
    public static (FuseDevice Device, IMountPoint MountPoint) Mount(string target, FuseMountOptions options)
    {
        using var devices = DirectoryHandle.Open("/dev").OrThrow("open the directory /dev");
        var opened = FuseDevice.Open(devices);
        if (!opened.TryGet(out var device))
            throw Explain(target, "open /dev/fuse", opened.Error);
        var flags = Flags(options);
        var mounted = FileSystemMounts.Attach(options.Source, target, TypeOf(options), flags, Data(device.Descriptor, options));
        if (mounted.IsOk)
            return (device, new KernelMount(target));
        device.Dispose();
        throw Explain(target, "mount", mounted.Error);
    }

    public LinuxResult Unmount(UnmountManner manner) => FileSystemMounts.Detach(target, UnmountFlags.NoFollow | manner switch
    {
        UnmountManner.Lazy => UnmountFlags.Detach,
        UnmountManner.Abort => UnmountFlags.Detach | UnmountFlags.Force,
        _ => UnmountFlags.None,
    });

    public string? Place => target;

    public override string ToString() => target;

    /// <summary>The data of mount(2) as fs/fuse/inode.c reads it.</summary>
    internal static string Data(int descriptor, FuseMountOptions options)
    {
        var invariant = CultureInfo.InvariantCulture;
        var data = string.Create(invariant, $"fd={descriptor},rootmode=40000,user_id={Credentials.EffectiveUid},group_id={Credentials.EffectiveGid}");
        if (options.AllowOther)
            data += ",allow_other";
        if (options.DefaultPermissions)
            data += ",default_permissions";
        if (options.MaxRead > 0)
            data += string.Create(invariant, $",max_read={options.MaxRead}");
        return data;
    }

    /// <summary>The type with its subtype.</summary>
    internal static string TypeOf(FuseMountOptions options) => options.Subtype is null ? "fuse" : $"fuse.{options.Subtype}";

    /// <summary>The flags of mount(2).</summary>
    internal static MountFlags Flags(FuseMountOptions options) =>
        (options.ReadOnly ? MountFlags.ReadOnly : MountFlags.None)
        | (options.SetUid ? MountFlags.None : MountFlags.NoSetUid)
        | (options.Devices ? MountFlags.None : MountFlags.NoDevices);

    private static FuseMountException Explain(string target, string action, Errno error)
    {
        var cure = error switch
        {
            Errno.ENOENT when action != "mount" => "The kernel's FUSE module is not loaded: modprobe fuse.",
            Errno.ENOENT => "Create the directory first.",
            Errno.ENOTDIR => "Mount on a directory.",
            Errno.ENODEV => "The kernel has no FUSE: load its module (modprobe fuse).",
            Errno.EPERM or Errno.EACCES => "This needs CAP_SYS_ADMIN; in a container, add it and the device /dev/fuse.",
            Errno.ENOTCONN => "A dead mount is in the way: umount -l it first.",
            Errno.EINVAL => "The kernel refused the options; its log says which.",
            _ => "See the kernel's log.",
        };
        return new FuseMountException($"Could not {action} for {target}: {error.Describe()}. {cure}", error);
    }
}
