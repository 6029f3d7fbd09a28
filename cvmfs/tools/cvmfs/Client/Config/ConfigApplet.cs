using System.CommandLine;
using System.CommandLine.Help;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>cvmfs_config</c>: looks after the client of a machine.</summary>
internal sealed class ConfigApplet : IApplet
{
    private const string CommandName = "cvmfs_config";

    /// <summary>How the command was called, for texts that show a command line.</summary>
    public static string CalledAs => Environment.GetCommandLineArgs()[0] is var first && Path.GetFileName(first) == CommandName ? first : CommandName;

    public string Name => CommandName;

    public string Summary => "set up, check and inspect the client of this machine";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        // Not a RootCommand: its usage lines would carry the executable's name instead of the one that people call.
        var root = new Command(Name, "Sets up, checks and inspects the CernVM-FS client of this machine.")
        {
            new HelpOption { Recursive = true },
            SetupCommand.Create(),
            CheckSetupCommand.Create(),
            ReloadCommand.Create(),
            ShowConfigCommand.Create(),
            StatCommand.Create(),
            StatusCommand.Create(),
            ProbeCommand.Create(),
            FsckCommand.Create(),
            FuserCommand.Create(),
            UnmountCommand.Create(),
            WipeCacheCommand.Create(),
            KillAllCommand.Create(),
            BugReportCommand.Create(),
        };
        return root.Parse(arguments.Length == 0 ? ["--help"] : arguments).InvokeAsync(cancellationToken: cancel);
    }
}
