using System.Globalization;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Handover;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Shows the kernel's file systems, scratch and repository inside the new root, and leaves what the OS needs under /run/cernvm.</summary>
internal sealed class HandoverStage(IConsole console, IRescue rescue) : IBootStage
{
    /// <summary>Bound, not moved: the daemon keeps the old root, and its own paths stay valid there.</summary>
    private static readonly (string Source, string Target, bool Recursive)[] Binds =
    [
        (AgentPaths.Scratch, AgentPaths.ScratchInOs, false),
        (AgentPaths.ReadOnlyRoot, AgentPaths.RepositoryInOs, false),
        ("/dev", "dev", true),
        ("/proc", "proc", true),
        ("/sys", "sys", true),
        ("/run", "run", true),
    ];

    /// <inheritdoc/>
    public string Name => "handover";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromHours(2);

    /// <inheritdoc/>
    public ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        InstalledAgent.Install();
        if (state.Options.Debug && rescue.Decide(state, null) == RescueChoice.Abandon)
            return new(StageResult.Failed("The boot was given up in the cvmdebug shell.", "Somebody asked for it.", "'reboot' or 'poweroff'."));

        HandoverFiles.Write(state, AgentPaths.Handover, AgentPaths.Scratch);
        ContextUnits.Write("/run/systemd/system", AgentPaths.InstalledExecutable, state.UserData.Source);
        if (state.Repository is { } repository)
            WriteSpared(repository.DaemonId);
        foreach ((string source, string target, bool recursive) in Binds)
        {
            string place = Path.Combine(AgentPaths.NewRoot, target);
            Directory.CreateDirectory(place);
            LinuxResult bound = FileSystemMounts.Bind(source, place, recursive);
            if (!bound.IsOk)
                return new(StageResult.Failed(
                    $"{source} cannot be shown at /{target} of the OS.", bound.ToString(), "'mount' shows what is mounted; 'retry', or 'reboot'."));
        }

        return new(StageResult.Done($"documents and report in {AgentPaths.Handover}"));
    }

    private void WriteSpared(int daemonId)
    {
        try
        {
            File.WriteAllText(
                Path.Combine(AgentPaths.NewRoot, AgentPaths.SparedProcesses), daemonId.ToString(CultureInfo.InvariantCulture) + "\n");
        }
        catch (IOException e)
        {
            console.Note($"/{AgentPaths.SparedProcesses} cannot be written: {e.Message}");
        }
    }
}
