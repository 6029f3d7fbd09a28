using System.CommandLine;
using CernVM.Builder.Cli.Commands;
using CernVM.Builder.Cli.Output;

var root = new RootCommand("""
    Build CernVM: compose operating systems, make boot images, start them.

    A machine is made in three steps: 'cernvm flavour compose' makes the tree of an operating system, 'cvmfs_server publish'
    puts it into a repository, 'cernvm image build' makes the small image that boots from that repository. 'cernvm image run'
    starts it. Every command explains itself with --help.
    """)
{
    FlavourCommand.Create(),
    ImageCommand.Create(),
    ContextCommand.Create(),
};
TeachingHelp.Attach(root, Lessons.Of(root));
var parsed = root.Parse(args);
// A guest that is being shut down needs longer than the default two seconds.
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) };
var code = await parsed.InvokeAsync(configuration).ConfigureAwait(false);
return parsed.Errors.Count == 0 ? code : ExitCodes.Usage;
