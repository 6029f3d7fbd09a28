using System.CommandLine;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>setup</c>: makes the directories and links that mounting needs. Safe to repeat.</summary>
internal static class SetupCommand
{
    private const string Helper = "/sbin/mount.cvmfs";

    private static readonly string[] Folders = ["/etc/cvmfs/keys", "/etc/cvmfs/config.d", "/etc/cvmfs/domain.d", "/etc/cvmfs/default.d", "/var/lib/cvmfs"];

    public static Command Create()
    {
        var command = new Command("setup", "Make the directories and links that mounting needs.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        try
        {
            foreach (var folder in Folders.Append(ConfiguredRepositories.MountFolder))
                Directory.CreateDirectory(folder);
            if (!File.Exists(Helper))
                File.CreateSymbolicLink(Helper, Environment.ProcessPath!);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"cvmfs_config setup: {e.Message} Run it as root.");
            return 1;
        }
    }
}
