using System.CommandLine;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>chksetup</c>: finds what would keep repositories from being mounted.</summary>
internal static class CheckSetupCommand
{
    public static Command Create()
    {
        var command = new Command("chksetup", "Check what repositories need to be mounted.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var problems = Problems().ToList();
        foreach (var problem in problems)
            Console.Out.WriteLine(problem);
        if (problems.Count == 0)
            Console.Out.WriteLine("OK");
        return problems.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Problems()
    {
        if (!File.Exists("/dev/fuse"))
            yield return "Error: /dev/fuse is missing; load the kernel's module with 'modprobe fuse'.";
        if (!File.Exists("/sbin/mount.cvmfs") && !File.Exists("/usr/sbin/mount.cvmfs"))
            yield return "Warning: mount.cvmfs is not in /sbin, so 'mount -t cvmfs' does not work; 'cvmfs_config setup' links it.";
        if (!Directory.Exists(ConfiguredRepositories.MountFolder))
            yield return $"Warning: {ConfiguredRepositories.MountFolder} does not exist; 'cvmfs_config setup' makes it.";
        foreach (var repository in ConfiguredRepositories.Of([]))
        {
            foreach (var problem in MountConfiguration.Bind(repository, []).Problems)
                yield return $"{(problem.IsWarning ? "Warning" : "Error")}: {repository}: {problem}";
        }
    }
}
