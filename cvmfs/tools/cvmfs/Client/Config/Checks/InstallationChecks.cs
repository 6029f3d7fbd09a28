using CernVM.Cvmfs.Tools.Client.Config.Setup;

namespace CernVM.Cvmfs.Tools.Client.Config.Checks;

/// <summary>Commands, helper, FUSE device.</summary>
internal static class InstallationChecks
{
    private const string Device = "/dev/fuse";

    private static readonly string[] Commands = ["cvmfs2", "cvmfs_fsck", "cvmfs_talk"];
    private static readonly string[] CommandFolders = ["/usr/bin", "/usr/local/bin", "/bin"];
    private static readonly string[] FuseHelpers = ["/usr/bin/fusermount3", "/bin/fusermount3", "/usr/bin/fusermount", "/bin/fusermount"];

    public static IEnumerable<Finding> Run(UserAccess? user)
    {
        var own = Path.GetDirectoryName(Environment.ProcessPath);
        foreach (var command in Commands.Where(command => !CommandFolders.Append(own ?? "/").Any(folder => File.Exists(Path.Combine(folder, command)))))
            yield return Finding.Error($"{command} not found");
        if (!MountHelperLink.Places.Any(File.Exists))
            yield return new Finding(IsError: true, $"failed to locate {MountHelperLink.Places[0]}; 'cvmfs_config setup' links it");
        if (!FuseHelpers.Any(File.Exists))
            yield return Finding.Warning("failed to locate fusermount3; users cannot mount, install fuse3");
        else if (FuseHelpers.First(File.Exists) is var helper && (File.GetUnixFileMode(helper) & UnixFileMode.SetUser) == 0)
            yield return Finding.Error("fusermount needs to be a suid binary");

        if (!Path.Exists(Device))
            yield return Finding.Error($"character device {Device} does not exist; load the kernel's module with 'modprobe fuse'");
        else if (user is not null && !user.CanRead(Device))
            yield return Finding.Error($"{Device} is not readable by cvmfs user");
        else if (user is not null && !user.CanWrite(Device))
            yield return Finding.Error($"{Device} is not writable by cvmfs user");
    }
}
