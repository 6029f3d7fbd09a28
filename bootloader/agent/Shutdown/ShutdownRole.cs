using System.Globalization;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Kernel;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Bootloader.Agent.Shutdown;

/// <summary>
/// The last program of the machine, called by systemd as PID 1 with the old root at /oldroot (systemd's INITRD_INTERFACE
/// document). The overlay needs the daemon and the daemon needs the scratch disk, so they end in this order.
/// </summary>
internal sealed class ShutdownRole(IConsole console, TimeProvider time)
{
    private const string OldRoot = "/oldroot";
    private static readonly TimeSpan DaemonGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DaemonTerm = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends the machine as the verb says: poweroff, reboot, halt or kexec.</summary>
    public async Task RunAsync(string verb)
    {
        console.Line("CernVM: unmounting the system");
        FileDescriptors.SyncEverything();
        int daemon = DaemonId();
        // The daemon's root is the initramfs, which holds the mounts that it works with; no other path leads there.
        bool entered = daemon > 0 && RootSwitch.ChangeDirectory($"/proc/{daemon}/root").IsOk;
        UnmountOldRoot();
        if (entered)
            Report("the OS repository", FileSystemMounts.Detach(Relative(AgentPaths.ReadOnlyRoot)));
        if (daemon > 0)
            await EndDaemonAsync(daemon).ConfigureAwait(false);
        LinuxResult scratch = entered ? FileSystemMounts.Detach(Relative(AgentPaths.Scratch)) : Errno.ENOENT;
        if (!scratch.IsOk)
            RemountEverythingReadOnly(scratch);
        FileDescriptors.SyncEverything();
        console.Line($"CernVM: {verb}");
        LinuxResult ended = verb switch
        {
            "reboot" or "kexec" => SystemPower.Restart(),
            "halt" => SystemPower.Halt(),
            _ => SystemPower.PowerOff(),
        };
        console.Line($"CernVM: {verb} was refused: {ended}");
    }

    private void UnmountOldRoot()
    {
        foreach (MountEntry entry in MountTable.Read().Reverse().Where(entry => entry.Target == OldRoot || entry.Target.StartsWith(OldRoot + "/", StringComparison.Ordinal)))
        {
            LinuxResult result = FileSystemMounts.Detach(entry.Target);
            if (result.IsOk)
                continue;
            if (entry.Target == OldRoot)
                Report(entry.Target, result);
            FileSystemMounts.Remount(entry.Target, MountFlags.ReadOnly);
            FileSystemMounts.Detach(entry.Target, UnmountFlags.Detach);
        }
    }

    private async Task EndDaemonAsync(int daemon)
    {
        // Without its mount the daemon ends by itself.
        if (await HasEndedAsync(daemon, DaemonGrace).ConfigureAwait(false))
            return;
        ProcessControl.Send(daemon, Signal.Terminate);
        if (await HasEndedAsync(daemon, DaemonTerm).ConfigureAwait(false))
            return;
        console.Note("the cvmfs daemon did not end and is killed");
        ProcessControl.Send(daemon, Signal.Kill);
        await HasEndedAsync(daemon, DaemonGrace).ConfigureAwait(false);
    }

    private async Task<bool> HasEndedAsync(int daemon, TimeSpan limit)
    {
        for (long begin = time.GetTimestamp(); time.GetElapsedTime(begin) < limit;)
        {
            if (!IsDaemon(daemon))
                return true;
            await Task.Delay(Poll, time).ConfigureAwait(false);
        }

        return false;
    }

    private static int DaemonId() =>
        File.Exists(AgentPaths.DaemonIdFile)
        && int.TryParse(File.ReadAllText(AgentPaths.DaemonIdFile).Trim(), CultureInfo.InvariantCulture, out int id)
        && IsDaemon(id)
            ? id
            : 0;

    /// <summary>A zombie has no command line any more, so it counts as ended.</summary>
    private static bool IsDaemon(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").StartsWith("@cvmfs2", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void RemountEverythingReadOnly(LinuxResult why)
    {
        console.Note($"the scratch disk cannot be unmounted ({why}); the kernel makes everything read-only instead");
        if (File.Exists("/proc/sysrq-trigger"))
            File.WriteAllText("/proc/sysrq-trigger", "u");
    }

    private void Report(string what, LinuxResult result)
    {
        if (!result.IsOk)
            console.Note($"{what} cannot be unmounted: {result}");
    }

    private static string Relative(string path) => path.TrimStart('/');
}
