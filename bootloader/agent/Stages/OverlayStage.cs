using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Handover;
using CernVM.Bootloader.Agent.Repository;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Lays the scratch's changes over the OS directory of the repository.</summary>
internal sealed class OverlayStage : IBootStage
{
    /// <summary>In the order in which the kernel itself looks; an old OS has the first only.</summary>
    public static IReadOnlyList<string> InitPrograms { get; } = ["sbin/init", "usr/lib/systemd/systemd", "lib/systemd/systemd"];

    private const int ElfHeader = 64;

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
        if (InitPrograms.All(program => RootedPath.Resolve(lower, program) is null))
            return new(StageResult.Failed(
                $"/{path} of {state.Settings.Repository} is no operating system.", "It has neither /sbin/init nor systemd.",
                "Select the directory of an OS (cernvm_path) in user-data."));

        Directory.CreateDirectory(AgentPaths.NewRoot);
        var options = new OverlayOptions([lower], $"{AgentPaths.Scratch}/persistent", $"{AgentPaths.Scratch}/work");
        LinuxResult mounted = options.Attach(AgentPaths.NewRoot, MountFlags.NoAccessTime);
        if (!mounted.IsOk && mounted.Error != Errno.EBUSY)
            return new(StageResult.Failed(
                "The overlay cannot be mounted.", mounted.ToString(),
                "'dmesg' shows the kernel's reason; a scratch disk of another machine may be in use, attach a blank one then."));
        return new(UnreadableInit() ?? StageResult.Done($"changes of {state.Scratch.Device} over /{path}"));
    }

    /// <summary>A program that cannot be read would be a kernel panic after the root is switched; here it is still a message.</summary>
    private static StageResult? UnreadableInit()
    {
        string program = InitPrograms.Select(name => RootedPath.Resolve(AgentPaths.NewRoot, name)).OfType<string>().First();
        try
        {
            using FileStream file = File.OpenRead(program);
            file.ReadExactly(new byte[ElfHeader]);
            return null;
        }
        catch (IOException e)
        {
            string words = DaemonLog.LastWords(AgentPaths.DaemonLog);
            return StageResult.Failed(
                $"{program[AgentPaths.NewRoot.Length..]} of the OS cannot be read.", words.Length > 0 ? words : e.Message,
                "The object on the server may be damaged: another server (cvmfs_server) may have a good one; then 'retry'.");
        }
    }
}
