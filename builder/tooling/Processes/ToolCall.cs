namespace CernVM.Builder.Tooling.Processes;

/// <summary>A program to call, with everything that it needs.</summary>
/// <param name="Program">Name, looked for on the PATH.</param>
/// <param name="Arguments">Arguments, passed without a shell.</param>
public sealed record ToolCall(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables added to the environment; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Where the program runs.</summary>
    public string? Folder { get; init; }

    /// <summary>Called with each line of standard output and standard error.</summary>
    public Action<string>? OnLine { get; init; }

    /// <summary>True when the program must be killed if this process dies, however that happens.</summary>
    public bool EndsWithStarter { get; init; }

    /// <summary>The file that standard output goes to instead of the result.</summary>
    public string? OutputFile { get; init; }
}
