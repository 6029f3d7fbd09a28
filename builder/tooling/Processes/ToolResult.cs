namespace CernVM.Builder.Tooling.Processes;

/// <summary>What a program left behind.</summary>
/// <param name="ExitCode">0 means that it succeeded.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error; long texts keep their end.</param>
public sealed record ToolResult(int ExitCode, string Output, string Errors)
{
    /// <summary>True when the program succeeded.</summary>
    public bool IsOk => ExitCode == 0;

    /// <summary>The last lines that it wrote, for a message.</summary>
    public string Tail(int lines = 12) =>
        string.Join('\n', (Errors + "\n" + Output).Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines));
}
