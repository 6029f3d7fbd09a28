using System.CommandLine;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Mount.Commands;
using CernVM.Cvmfs.Tools.Client.Config.Setup;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>setup</c>: prepares a machine: folders, the user, the automounter. Safe to repeat.</summary>
internal static class SetupCommand
{
    private const string Cache = "/var/lib/cvmfs";

    private static readonly string[] Switches = ["nouser", "nocfgmod", "nostart", "noautofs"];

    private static readonly string[] Folders = ["/etc/cvmfs/keys", "/etc/cvmfs/config.d", "/etc/cvmfs/domain.d", "/etc/cvmfs/default.d", "/cvmfs", Cache];

    public static Command Create()
    {
        var switches = new Argument<string[]>("switch")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "nouser: no user and group; nocfgmod: leave the automounter's maps; nostart: do not start it; noautofs: both of these.",
        };
        var command = new Command("setup", "Make the folders, the user and the automounter's map that mounting needs.") { switches };
        command.SetAction(parsed => Privileges.AsRoot(() => Run(parsed.GetValue(switches) ?? [])));
        return command;
    }

    private static int Run(string[] switches)
    {
        if (switches.FirstOrDefault(given => !Switches.Contains(given)) is { } bad)
            return Complain($"Bad option: {bad}");
        try
        {
            return Prepare(switches) is { } failure ? Complain(failure) : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Complain($"cvmfs_config setup: {e.Message}");
        }
    }

    private static string? Prepare(string[] switches)
    {
        foreach (var folder in Folders.Append(ConfiguredRepositories.MountFolder))
            Directory.CreateDirectory(folder);
        MountHelperLink.Make();
        if (!switches.Contains("nouser") && (ServiceAccount.Make() ?? GiveCache()) is { } noUser)
            return noUser;
        if (ServiceAccount.JoinFuse() is { } noGroup)
            return noGroup;
        if (!switches.Contains("nocfgmod") && !switches.Contains("noautofs") && AutofsMaps.Install(ConfiguredRepositories.MountFolder) is { } noMap)
            return noMap;
        if (switches.Contains("nostart") || switches.Contains("noautofs") || AutofsService.Activate())
            return null;
        return "Utility to manage services missing, or the service autofs cannot be started; install autofs, or mount by fstab and call 'cvmfs_config setup noautofs'";
    }

    private static string? GiveCache()
    {
        if (AccountDatabase.System.FindUser(ServiceAccount.Name) is not { } user || !DirectoryHandle.Open(Cache).TryGet(out var handle))
            return $"{Cache} cannot be given to the user {ServiceAccount.Name}";
        using (handle)
        {
            var given = handle.ChangeOwner("."u8, user.Uid, user.Gid);
            return given.IsOk ? null : $"{Cache} cannot be given to the user {ServiceAccount.Name}: {given}";
        }
    }

    private static int Complain(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
