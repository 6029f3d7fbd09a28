namespace CernVM.Contexts.Agent;

/// <summary>The command line of the context agent, understood.</summary>
internal sealed record ContextOptions
{
    public const string Usage = """
        usage: cernvm-context apply [--root DIR] [--user-data FILE] [--meta-data FILE] [--source NAME] [--phase early|late] [--json]
               cernvm-context lint FILE [--json]
               cernvm-context report [--root DIR] [--json]
        """;

    private static readonly Dictionary<string, Func<ContextOptions, string, ContextOptions?>> WithValue = new(StringComparer.Ordinal)
    {
        ["--root"] = (o, v) => o with { Root = v },
        ["--user-data"] = (o, v) => o with { UserData = v },
        ["--meta-data"] = (o, v) => o with { MetaData = v },
        ["--source"] = (o, v) => o with { Source = v },
        ["--phase"] = (o, v) => v switch
        {
            "early" => o with { Phase = Stages.StagePhase.Early },
            "late" => o with { Phase = Stages.StagePhase.Late },
            _ => null,
        },
    };

    public required string Verb { get; init; }

    public string Root { get; init; } = "/";

    public string UserData { get; init; } = "/run/cernvm/user-data";

    public string MetaData { get; init; } = "/run/cernvm/meta-data";

    public string? Source { get; init; }

    public Stages.StagePhase? Phase { get; init; }

    public bool Json { get; init; }

    /// <summary>The document of <c>lint</c>.</summary>
    public string? File { get; init; }

    /// <summary>The options, or null with the reason why the command line is wrong.</summary>
    public static ContextOptions? Parse(IReadOnlyList<string> args, out string? problem)
    {
        problem = null;
        if (args is not [("apply" or "lint" or "report") and var verb, ..])
        {
            problem = args.Count == 0 ? "no verb is given." : $"'{args[0]}' is no verb.";
            return null;
        }

        var options = new ContextOptions { Verb = verb };
        for (var i = 1; i < args.Count && problem is null; i++)
        {
            if (args[i] == "--json")
                options = options with { Json = true };
            else if (WithValue.TryGetValue(args[i], out var set))
                options = i + 1 < args.Count ? set(options, args[++i]) ?? Wrong(options, $"'{args[i]}' is no value of {args[i - 1]}.", out problem) : Wrong(options, $"{args[i]} needs a value.", out problem);
            else if (verb == "lint" && options.File is null && !args[i].StartsWith("--", StringComparison.Ordinal))
                options = options with { File = args[i] };
            else
                problem = $"'{args[i]}' is not understood.";
        }

        if (problem is null && verb == "lint" && options.File is null)
            problem = "lint needs a FILE.";
        return problem is null ? options : null;
    }

    private static ContextOptions Wrong(ContextOptions options, string text, out string? problem)
    {
        problem = text;
        return options;
    }
}
