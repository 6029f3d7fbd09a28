using CernVM.Bootloader.Agent.Boot;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Makes the overlay the root and becomes the init of the OS. Returns only on failure.</summary>
internal sealed class SwitchRootStage : IBootStage
{
    private static readonly string[] Obsolete = ["/lib/modules", "/media"];

    /// <inheritdoc/>
    public string Name => "switch root";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        FreeInitramfs();
        LinuxResult switched = RootSwitch.MoveRoot(AgentPaths.NewRoot);
        if (!switched.IsOk)
            return new(StageResult.Failed("The root cannot be switched.", switched.ToString(), "'mount' shows what is mounted; 'retry', or 'reboot'."));

        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = "/",
            ["TERM"] = Environment.GetEnvironmentVariable("TERM") ?? "linux",
            ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        };
        LinuxResult result = Errno.ENOENT;
        foreach (string program in OverlayStage.InitPrograms)
            result = ProcessReplacement.Execute("/" + program, ["/sbin/init"], environment);
        return new(StageResult.Failed(
            "The init of the OS does not start.", result.ToString(),
            "A flavour for another processor, or a damaged upper layer: select another OS or attach a blank scratch disk, then 'reboot'."));
    }

    /// <summary>The initramfs stays in memory below the root: what nobody needs any more goes.</summary>
    private static void FreeInitramfs()
    {
        foreach (string folder in Obsolete)
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        File.Delete(AgentPaths.Executable);
    }
}
