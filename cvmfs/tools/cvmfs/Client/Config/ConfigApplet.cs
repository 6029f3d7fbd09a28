using System.CommandLine;
using System.CommandLine.Help;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>cvmfs_config</c>: looks after the client of a machine.</summary>
internal sealed class ConfigApplet : IApplet
{
    public string Name => "cvmfs_config";

    public string Summary => "set up, check and inspect the client of this machine";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        // Not a RootCommand: its usage lines would carry the executable's name instead of the one that people call.
        var root = new Command(Name, "Sets up, checks and inspects the CernVM-FS client of this machine.")
        {
            new HelpOption { Recursive = true },
            ProbeCommand.Create(),
            ShowConfigCommand.Create(),
            StatCommand.Create(),
            StatusCommand.Create(),
            UnmountCommand.Create(),
            WipeCacheCommand.Create(),
            CheckSetupCommand.Create(),
            SetupCommand.Create(),
        };
        return root.Parse(arguments).InvokeAsync(cancellationToken: cancel);
    }
}
