using System.CommandLine;
using System.CommandLine.Help;
using CernVM.Cvmfs.Tools.Services;

namespace CernVM.Cvmfs.Tools.Server;

/// <summary><c>cvmfs_server</c>: the commands of a librarian.</summary>
internal sealed class ServerApplet : IApplet
{
    public string Name => "cvmfs_server";

    public string Summary => "create, change, publish, check and serve repositories";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        // Not a RootCommand: its usage lines would carry the executable's name instead of the one that people call.
        var root = new Command(Name, "Creates, changes, publishes, checks and serves CernVM-FS repositories.")
        {
            new HelpOption { Recursive = true },
            MkfsVerb.Create(),
            SyncVerb.Create(),
            TagVerb.Create(),
            TransactionVerbs.CreateTransaction(),
            TransactionVerbs.CreatePublish(),
            TransactionVerbs.CreateAbort(),
            TransactionVerbs.CreateRollback(),
            UpkeepVerbs.CreateCheck(),
            UpkeepVerbs.CreateListCatalogs(),
            UpkeepVerbs.CreateDiskUsage(),
            UpkeepVerbs.CreateResign(),
            UpkeepVerbs.CreateRmfs(),
            InfoVerbs.CreateInfo(),
            InfoVerbs.CreateList(),
            ServeCommand.Create(),
        };
        return root.Parse(arguments).InvokeAsync(cancellationToken: cancel);
    }
}
