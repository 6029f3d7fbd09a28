using System.Globalization;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Scratch;
using CernVM.Bootloader.Agent.Terminal;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Finds or makes the place for the writable layer and its directories.</summary>
internal sealed class ScratchStage(IConsole console, IScratchSystem system) : IBootStage
{
    /// <inheritdoc/>
    public string Name => "scratch";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(120);

    /// <inheritdoc/>
    public ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        if (state.Scratch == ScratchSpace.None)
        {
            (ScratchSpace? space, BootFailure? failure) = new ScratchChooser(system, console.Note).Choose(state.Devices);
            if (space is null)
                return new(new StageResult("", failure));
            state.Scratch = space;
        }

        string repository = state.Settings.Repository, path = state.Settings.Path;
        if (ScratchOwner.Other(AgentPaths.Scratch, repository, path) is { } owner)
            return new(StageResult.Failed(
                $"The scratch disk {state.Scratch.Device} holds the changes of another OS.",
                $"They belong to {owner}; this boot asks for {repository}:/{path}.",
                "Attach a blank disk for this OS, or select the other one in user-data (cvmfs_branch, cernvm_path)."));
        foreach (string directory in ScratchSpace.Directories)
            Directory.CreateDirectory(Path.Combine(AgentPaths.Scratch, directory));
        ScratchOwner.Claim(AgentPaths.Scratch, repository, path);
        return new(StageResult.Done(string.Create(CultureInfo.InvariantCulture,
            $"{state.Scratch.Device}, {state.Scratch.Size >> 20} MiB, {(state.Scratch.IsPersistent ? "persistent" : "in memory")}")));
    }
}
