using System.CommandLine;

namespace CernVM.Builder.Cli.Commands;

/// <summary>The full explanations that <c>--help</c> of a single command ends with.</summary>
internal static class Lessons
{
    private const string Compose = """
        DIR/NAME gets three things: root (the tree), flavour.json (version, inputs, packages) and manifest.tsv (every path with
        its hash). Signatures of the package archive are checked. Nothing is done when flavour.yaml and the packages are
        unchanged. Two compositions of the same inputs are equal ('cernvm flavour diff' shows it). Needs root.

        Example:
          cernvm flavour compose debian13 --output artifacts/flavours
        """;

    private const string Build = """
        The kernel comes from Debian with checked signatures; the agent becomes /init. Files appear in DIR with a .sha256 beside
        each; image.json names the newest. The same inputs give the same bytes, and unchanged inputs are not built again.

        Example:
          cernvm image build --key os.cernvm.local=/etc/cvmfs/keys/os.cernvm.local.pub
        """;

    private const string Run = """
        The console goes to standard output and to console.log in the folder of --state. The interrupt key presses the guest's
        power button; a guest that does not listen is ended after 45 seconds. The boot disk is never written to.

        Examples:
          cernvm image run --user-data context.txt --scratch artifacts/guests/scratch.qcow2 --ssh-port 2222
          cernvm image run --direct --kernel-option cvmdebug --interactive
        """;

    private const string Lint = """
        Checks cloud-config, scripts, amiconfig sections and the [ucernvm-begin] block. Exit code 0: no mistakes; 3: mistakes.

        Example:
          cernvm context lint user-data.txt
        """;

    /// <summary>Lessons by the path of the command below the root.</summary>
    public static IReadOnlyDictionary<Command, string> Of(RootCommand root)
    {
        Command Find(string group, string verb) => root.Subcommands.Single(command => command.Name == group).Subcommands.Single(command => command.Name == verb);
        return new Dictionary<Command, string>
        {
            [Find("flavour", "compose")] = Compose,
            [Find("image", "build")] = Build,
            [Find("image", "run")] = Run,
            [Find("context", "lint")] = Lint,
        };
    }
}
