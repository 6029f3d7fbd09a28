using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.CommandLine;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Cvmfs.Linux.Kernel;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Reads the options of the kernel command line.</summary>
internal sealed class CommandLineStage(IConsole console) : IBootStage
{
    private const int EverythingButDebug = 7;

    /// <inheritdoc/>
    public string Name => "kernel command line";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        BootOptions options = BootOptions.From(KernelCommandLine.Parse(File.ReadAllText("/proc/cmdline")));
        state.Options = options;
        if (options.Debug)
            KernelLog.SetConsoleLevel(EverythingButDebug);
        if (options.SshRequested)
            console.Note("cvmssh is refused: this image has no login without a password. Use cvmdebug and the console instead.");
        return new(StageResult.Done(
            $"repository {options.Repository ?? "(default)"}, path {options.Path ?? "(default)"}, tag {options.Tag ?? "(newest)"}"));
    }
}
