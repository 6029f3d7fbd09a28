using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Handover;
using CernVM.Bootloader.Agent.Repository;
using CernVM.Bootloader.Agent.Settings;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Mounts the OS repository: keys, pinned snapshot, configuration, daemon, with a bounded number of attempts.</summary>
internal sealed class RepositoryStage(IConsole console, IRepositoryDaemon daemon, TimeProvider time) : IBootStage
{
    private const int Attempts = 4;
    private const int VitalProcess = -900;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(45);

    /// <inheritdoc/>
    public string Name => "repository";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromMinutes(6);

    /// <inheritdoc/>
    public async ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        if (state.Repository is not null)
            return StageResult.Done("mounted before");
        BootSettings settings = state.Settings;
        string keys = $"{AgentPaths.Keys}/{settings.Repository}";
        if (!Directory.Exists(keys) || !Directory.EnumerateFiles(keys, "*.pub").Any())
            return StageResult.Failed(
                $"The repository {settings.Repository} cannot be trusted.", $"This image has no master key for it: {keys}/*.pub is empty.",
                "Build the image with the repository's public key, or select a repository that the image knows: " + Known());

        InstalledAgent.Install();
        SnapshotPin pin = state.Scratch.IsPersistent ? SnapshotPin.Read(AgentPaths.Scratch) : SnapshotPin.None;
        if (pin.RootHash is not null && pin.Tag != settings.Tag)
            console.Note($"this instance stays on its pinned snapshot {pin.RootHash} (tag {pin.Tag ?? "(none)"}); aux/cvmfs_snapshot on the scratch disk says so");
        string file = $"/etc/cvmfs/config.d/{settings.Repository}.conf";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(
            file, CvmfsConfiguration.Text(settings, pin, AgentPaths.Scratch, state.Scratch.Size, keys), cancellation).ConfigureAwait(false);
        return await MountAsync(state, pin, file, cancellation).ConfigureAwait(false);
    }

    private async Task<StageResult> MountAsync(BootState state, SnapshotPin pin, string file, CancellationToken cancellation)
    {
        TimeSpan wait = FirstWait;
        for (int attempt = 1; ; attempt++, wait *= 2)
        {
            DaemonStart start = await daemon.StartAsync(state.Settings.Repository, file, AttemptLimit, cancellation).ConfigureAwait(false);
            if (start.IsMounted)
                return Mounted(state, pin, start.ProcessId);
            MountVerdict verdict = MountVerdict.Of(start.ExitCode, state.Settings, start.LastWords);
            if (!verdict.IsWorthARetry || attempt == Attempts)
                return new StageResult("", verdict.Failure);
            console.Note($"attempt {attempt} of {Attempts}: {verdict.Failure.What} ({verdict.Failure.Why}) Next attempt in {wait.TotalSeconds:F0} s.");
            await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
        }
    }

    private StageResult Mounted(BootState state, SnapshotPin pin, int daemonId)
    {
        string rootHash = RootHashReader.Read(AgentPaths.ReadOnlyRoot) ?? "";
        state.Repository = new MountedRepository(daemonId, rootHash);
        if (SpareFromOutOfMemory(daemonId) is { } problem)
            console.Note(problem);
        if (state.Scratch.IsPersistent && pin.RootHash is null && rootHash.Length > 0)
            SnapshotPin.Write(AgentPaths.Scratch, rootHash, pin.Tag ?? state.Settings.Tag);
        return StageResult.Done($"{state.Settings.Repository} at {(rootHash.Length > 0 ? rootHash : "an unknown revision")}, daemon {daemonId}");
    }

    /// <summary>When the daemon is killed for memory, the machine's programs are gone with it.</summary>
    private static string? SpareFromOutOfMemory(int daemonId)
    {
        try
        {
            File.WriteAllText($"/proc/{daemonId}/oom_score_adj", $"{VitalProcess}");
            return null;
        }
        catch (IOException e)
        {
            return ProcessControl.Exists(daemonId) ? $"the daemon is not spared when memory ends: {e.Message}" : "the daemon has ended";
        }
    }

    private static string Known() =>
        Directory.Exists(AgentPaths.Keys)
            ? string.Join(", ", Directory.EnumerateDirectories(AgentPaths.Keys).Select(Path.GetFileName).Order(StringComparer.Ordinal))
            : "(none)";
}
