using System.CommandLine;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>killall</c>: ends every client of the machine at once and clears up behind them; for when nothing else helps.</summary>
internal static class KillAllCommand
{
    private const string Sockets = "/var/run/cvmfs";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say which processes would be killed and what would be unmounted." };
        var command = new Command("killall", "Kill all clients, unmount what they leave behind.") { dryRun };
        command.SetAction(parsed => Privileges.AsRoot(() => parsed.GetValue(dryRun) ? Show() : Run()));
        return command;
    }

    private static int Show()
    {
        foreach (var process in Clients("cvmfs_config").Concat(Clients(MountCommand.Name)))
            Console.Out.WriteLine($"would kill {process.Id} {process.Name}");
        foreach (var place in MountedClients.Places())
            Console.Out.WriteLine($"would unmount {place}");
        return 0;
    }

    private static int Run()
    {
        if (!Step("Terminating cvmfs_config processes", () => Kill("cvmfs_config"))
            || !Step("Terminating cvmfs2 processes", () => Kill(MountCommand.Name))
            || !Step("Unmounting stale mount points", UnmountCommand.TakeAwayAll)
            || !Step("Cleaning up run-time variable data", CleanUp))
            return 1;
        if (HostProgram.IsRunning("automount"))
            Step("Reloading autofs", () => AutofsService.Reload());
        return 0;
    }

    private static bool Step(string what, Func<bool> action)
    {
        Console.Out.Write($"{what}... ");
        var isDone = action();
        Console.Out.WriteLine(isDone ? "OK" : "Failed!");
        return isDone;
    }

    // The client of a root file system is spared: without it the machine stops.
    private static IEnumerable<RunningProcess> Clients(string name) =>
        RunningProcess.All().Where(process => process.Name == name && process.Id != Environment.ProcessId && !process.IsProtected);

    private static bool Kill(string name)
    {
        var until = TimeProvider.System.GetUtcNow() + Limit;
        while (true)
        {
            var left = Clients(name).ToList();
            if (left.Count == 0)
                return true;
            if (TimeProvider.System.GetUtcNow() > until)
                return false;
            foreach (var process in left)
                _ = ProcessControl.Send(process.Id, Signal.Kill);
            Thread.Sleep(Pause);
        }
    }

    private static bool CleanUp()
    {
        if (!Directory.Exists(Sockets))
            return true;
        foreach (var entry in new DirectoryInfo(Sockets).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
        return true;
    }
}
