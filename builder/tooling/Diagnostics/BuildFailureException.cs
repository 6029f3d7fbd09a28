namespace CernVM.Builder.Tooling.Diagnostics;

/// <summary>
/// Ends an operation with one message for the user: the thing, the cause, the cure. Nothing was left under a final name.
/// </summary>
public sealed class BuildFailureException : Exception
{
    /// <summary>Makes a failure of a kind.</summary>
    public BuildFailureException(FailureKind kind, string message)
        : base(message) => Kind = kind;

    /// <summary>Makes a failure that another error caused.</summary>
    public BuildFailureException(FailureKind kind, string message, Exception inner)
        : base(message, inner) => Kind = kind;

    /// <summary>Makes a failure from the mistakes of a description.</summary>
    public BuildFailureException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join('\n', diagnostics))
    {
        Kind = FailureKind.Description;
        Diagnostics = diagnostics;
    }

    /// <summary>What kind of failure this is.</summary>
    public FailureKind Kind { get; }

    /// <summary>The mistakes, when the failure is about a description.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = [];
}
