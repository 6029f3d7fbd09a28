using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Devices;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>
/// A mount made by fusermount3, which is set-user-id root and lets users mount. It hands the open device back over the socket that
/// _FUSE_COMMFD names.
/// </summary>
internal sealed class HelperMount(string target) : IMountPoint
{
    private const string Helper = "fusermount3";
    private const string Cure = "Install it (package fuse3), or mount as root.";

    /// <summary>Runs the helper and takes the device.</summary>
    public static (FuseDevice Device, IMountPoint MountPoint) Mount(string target, FuseMountOptions options)
    {
        using var channel = DescriptorChannel.Create().OrThrow($"make the sockets for {Helper}");
        var start = new ProcessStartInfo(Helper, ["-o", OptionsOf(options), "--", target]) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment["_FUSE_COMMFD"] = channel.ChildDescriptor.ToString(CultureInfo.InvariantCulture);
        using var helper = Launch(start, target);
        channel.CloseChildEnd();
        var received = channel.Receive();
        var complaint = helper.StandardError.ReadToEnd().Trim();
        helper.WaitForExit();
        if (received.TryGet(out var descriptor))
            return (FuseDevice.Adopt(descriptor), new HelperMount(target));
        throw new FuseMountException(
            $"{Helper} could not mount {target}: {(complaint.Length > 0 ? complaint : received.Error.Describe())}. For other users than yourself, /etc/fuse.conf needs the line user_allow_other.",
            received.Error);
    }

    public LinuxResult Unmount(UnmountManner manner)
    {
        if (manner == UnmountManner.Abort && !TryCutConnection())
            return Errno.EPERM;
        string[] arguments = manner == UnmountManner.Orderly ? ["-u", "--", target] : ["-u", "-z", "--", target];
        try
        {
            using var helper = Launch(new ProcessStartInfo(Helper, arguments) { UseShellExecute = false, RedirectStandardError = true }, target);
            _ = helper.StandardError.ReadToEnd();
            helper.WaitForExit();
            return helper.ExitCode == 0 ? LinuxResult.Success : Errno.EBUSY;
        }
        catch (FuseMountException)
        {
            return Errno.ENOENT;
        }
    }

    public string? Place => target;

    public override string ToString() => target;

    // The control file belongs to the user that mounted (Documentation/filesystems/fuse.rst).
    private bool TryCutConnection()
    {
        var minor = MountTable.At(target)?.Device.Minor;
        try
        {
            File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"/sys/fs/fuse/connections/{minor}/abort"), "1");
            return true;
        }
        catch (IOException)
        {
            return false; // Unmounted already, or fusectl is not mounted.
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The options as fusermount3 reads them; commas in names are escaped.</summary>
    internal static string OptionsOf(FuseMountOptions options)
    {
        var text = $"fsname={Escape(options.Source)}";
        if (options.Subtype is not null)
            text += $",subtype={Escape(options.Subtype)}";
        text += options.ReadOnly ? ",ro" : string.Empty;
        text += ",nosuid,nodev";
        text += options.AllowOther ? ",allow_other" : string.Empty;
        text += options.DefaultPermissions ? ",default_permissions" : string.Empty;
        return options.MaxRead > 0 ? string.Create(CultureInfo.InvariantCulture, $"{text},max_read={options.MaxRead}") : text;
    }

    private static string Escape(string name) => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);

    private static Process Launch(ProcessStartInfo start, string target)
    {
        try
        {
            return Process.Start(start) ?? throw new FuseMountException($"Could not start {Helper} for {target}. {Cure}", Errno.ENOENT);
        }
        catch (Win32Exception error)
        {
            throw new FuseMountException($"Could not start {Helper} for {target}: {error.Message}. {Cure}", (Errno)error.NativeErrorCode);
        }
    }
}
