using System.CommandLine;

namespace CernVM.Builder.Cli.Commands;

/// <summary>Options that several commands share, with one wording.</summary>
internal static class CommonOptions
{
    public static Option<string> Output(string missing) =>
        new("--output") { Description = "Folder for the result. It appears there under its final name only when it is complete.", DefaultValueFactory = _ => missing, HelpName = "DIR" };

    public static Option<string> Cache() =>
        new("--cache") { Description = "Folder that keeps downloaded packages between runs.", DefaultValueFactory = _ => "artifacts/cache", HelpName = "DIR" };

    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON on standard output." };

    public static Option<bool> Force() => new("--force") { Description = "Make it again even when nothing has changed." };

    public static Option<string?> Mirror() =>
        new("--mirror") { Description = "Debian archive. Default: the one that this machine uses (/etc/apt/sources.list*).", HelpName = "ADDRESS" };

    public static Option<string?> SecurityMirror() =>
        new("--security-mirror") { Description = "Debian security archive. Default: the one that this machine uses.", HelpName = "ADDRESS" };
}
