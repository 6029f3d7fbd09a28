using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace CernVM.Builder.Cli.Output;

/// <summary>Adds to <c>--help</c> of a command what it does in full, with an example; lists of commands stay one line each.</summary>
internal sealed class TeachingHelp(HelpAction standard, IReadOnlyDictionary<Command, string> lessons) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Puts the lessons into the help of a command tree.</summary>
    public static void Attach(RootCommand root, IReadOnlyDictionary<Command, string> lessons)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new TeachingHelp((HelpAction)option.Action!, lessons);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = standard.Invoke(parseResult);
        if (lessons.TryGetValue(parseResult.CommandResult.Command, out var lesson))
            parseResult.InvocationConfiguration.Output.WriteLine(lesson + Environment.NewLine);
        return code;
    }
}
