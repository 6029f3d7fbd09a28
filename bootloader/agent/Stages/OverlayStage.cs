using CernVM.Bootloader.Agent.Boot;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Lays the scratch's changes over the OS directory of the repository.</summary>
internal sealed class OverlayStage : IBootStage
{
    /// <summary>In the order in which the kernel itself looks; an old OS has the first only.</summary>
    public static IReadOnlyList<string> InitPrograms { get; } = ["sbin/init", "usr/lib/systemd/systemd", "lib/systemd/systemd"];

    /// <inheritdoc/>
    public string Name => "overlay";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        string path = state.Settings.Path;
        string lower = path.Length == 0 ? AgentPaths.ReadOnlyRoot : $"{AgentPaths.ReadOnlyRoot}/{path}";
        if (!Directory.Exists(lower))
            return new(StageResult.Failed(
                $"The repository {state.Settings.Repository} has no directory /{path}.",
                $"It has: {string.Join(", ", Directory.EnumerateDirectories(AgentPaths.ReadOnlyRoot).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(20))}",
                "Select one of them (cernvm_path) in user-data, or another tag (cvmfs_tag)."));
        if (!InitPrograms.Any(program => Path.Exists(Path.Combine(lower, program)) || IsLink(Path.Combine(lower, program))))
            return new(StageResult.Failed(
                $"/{path} of {state.Settings.Repository} is no operating system.", "It has neither /sbin/init nor systemd.",
                "Select the directory of an OS (cernvm_path) in user-data."));

        Directory.CreateDirectory(AgentPaths.NewRoot);
        var options = new OverlayOptions([lower], $"{AgentPaths.Scratch}/persistent", $"{AgentPaths.Scratch}/work");
        LinuxResult mounted = options.Attach(AgentPaths.NewRoot, MountFlags.NoAccessTime);
        return new(mounted.IsOk || mounted.Error == Errno.EBUSY
            ? StageResult.Done($"changes of {state.Scratch.Device} over /{path}")
            : StageResult.Failed(
                "The overlay cannot be mounted.", mounted.ToString(),
                "'dmesg' shows the kernel's reason; a scratch disk of another machine may be in use, attach a blank one then."));
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
