using CernVM.Bootloader.Agent.Boot;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Kernel;
using CernVM.Cvmfs.Linux.Mounts;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>The kernel's own file systems, and the console as input and output.</summary>
internal sealed class EarlyMountsStage : IBootStage
{
    private const int WarningsOnly = 5;

    private static readonly (string Type, string Target, MountFlags Flags, string? Data)[] Mounts =
    [
        ("proc", "/proc", MountFlags.NoSetUid | MountFlags.NoDevices | MountFlags.NoExecute, null),
        ("sysfs", "/sys", MountFlags.NoSetUid | MountFlags.NoDevices | MountFlags.NoExecute, null),
        ("devtmpfs", "/dev", MountFlags.NoSetUid, "mode=0755"),
        ("devpts", "/dev/pts", MountFlags.NoSetUid | MountFlags.NoExecute, "gid=5,mode=0620,ptmxmode=0666"),
        ("tmpfs", "/run", MountFlags.NoSetUid | MountFlags.NoDevices, "mode=0755,size=25%"),
        ("tmpfs", "/tmp", MountFlags.NoSetUid | MountFlags.NoDevices, "mode=1777,size=10%"),
    ];

    /// <inheritdoc/>
    public string Name => "early mounts";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        foreach ((string type, string target, MountFlags flags, string? data) in Mounts)
        {
            Directory.CreateDirectory(target);
            LinuxResult mounted = FileSystemMounts.Attach(type, target, type, flags, data);
            if (mounted.Error is not (Errno.None or Errno.EBUSY))
                return new(StageResult.Failed(
                    $"{type} could not be mounted on {target}.", mounted.ToString(), "The kernel of the image lacks it; build the image with another kernel."));
        }

        TakeConsole();
        KernelLog.SetConsoleLevel(WarningsOnly);
        return new(StageResult.Done());
    }

    /// <summary>The kernel opens /dev/console for PID 1 only when the initramfs has that node; devtmpfs always has it.</summary>
    private static void TakeConsole()
    {
        if (!File.Exists("/dev/console"))
            return;
        using SafeFileHandle console = File.OpenHandle("/dev/console", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (int descriptor = 0; descriptor <= 2; descriptor++)
            console.PlaceAt(descriptor);
    }
}
