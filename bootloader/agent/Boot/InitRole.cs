using CernVM.Bootloader.Agent.Modules;
using CernVM.Bootloader.Agent.Repository;
using CernVM.Bootloader.Agent.Rescue;
using CernVM.Bootloader.Agent.Scratch;
using CernVM.Bootloader.Agent.Stages;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Bootloader.Agent.UserData.Media;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Kernel;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Linux.Processes;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Bootloader.Agent.Boot;

/// <summary>PID 1 of the boot image. It ends by becoming the init of the OS, or by a restart; never by returning to the kernel.</summary>
internal static class InitRole
{
    /// <summary>Boots.</summary>
    public static async Task RunAsync()
    {
        StartAgainWithDevices();
        BootConsole console = BootConsole.OnStandardOutput();
        var input = new ConsoleLines(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));
        console.Line("");
        console.Line($"CernVM boot agent {typeof(InitRole).Assembly.GetName().Version?.ToString(3)}");
        var shell = new RescueShell(console, input, RescueCommands.All(console), RescuePatience.Usual);
        var sequence = new BootSequence(Stages(console, shell, TimeProvider.System), shell, console, TimeProvider.System);
        await sequence.RunAsync(new BootState(), CancellationToken.None).ConfigureAwait(false);

        // Reached only when the boot was given up.
        FileDescriptors.SyncEverything();
        if (shell.PowerOffWanted)
            SystemPower.PowerOff();
        SystemPower.Restart();
    }

    /// <summary>
    /// The runtime looks for /dev/urandom when it starts and never again, so an initramfs without that node would leave this
    /// process without random numbers.
    /// </summary>
    private static void StartAgainWithDevices()
    {
        if (File.Exists("/dev/urandom"))
            return;
        Directory.CreateDirectory("/dev");
        if (FileSystemMounts.Attach("devtmpfs", "/dev", "devtmpfs", MountFlags.NoSetUid, "mode=0755").IsOk && File.Exists("/dev/urandom"))
            ProcessReplacement.Execute(AgentPaths.Executable, [AgentPaths.Executable], []);
    }

    private static IReadOnlyList<IBootStage> Stages(BootConsole console, RescueShell shell, TimeProvider time) =>
    [
        new EarlyMountsStage(),
        new CommandLineStage(console),
        new ModulesStage(console, new KernelModuleLoader()),
        new DevicesStage(console, time),
        new NetworkStage(console, time),
        new TimeStage(console, time),
        new UserDataStage(console, new MountedMedia(), time),
        new MicroContextStage(console),
        new ScratchStage(console, new ScratchSystem(time)),
        new RepositoryStage(console, new RepositoryDaemon(time), time),
        new OverlayStage(),
        new HandoverStage(console, shell),
        new SwitchRootStage(),
    ];
}
