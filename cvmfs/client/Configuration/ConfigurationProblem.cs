namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>One mistake in the configuration. All of them are reported at once.</summary>
/// <param name="Id">Stable identifier, <c>CFG…</c>.</param>
/// <param name="File">Where it stands, or null when the mistake is that something stands nowhere.</param>
/// <param name="Line">1-based line, or 0.</param>
/// <param name="Message">What is wrong and what was expected.</param>
/// <param name="IsWarning">Whether the client can start all the same.</param>
public sealed record ConfigurationProblem(string Id, string? File, int Line, string Message, bool IsWarning = false)
{
    /// <inheritdoc/>
    public override string ToString() => File is null ? $"{Id}: {Message}" : $"{File}:{Line}: {Id}: {Message}";
}
