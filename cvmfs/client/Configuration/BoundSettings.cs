namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Settings, or everything that is wrong with the configuration; warnings may accompany settings.</summary>
public sealed record BoundSettings(ClientSettings? Settings, IReadOnlyList<ConfigurationProblem> Problems)
{
    /// <summary>All mistakes as one failure.</summary>
    public ClientFailure ToFailure() => new(ClientFailureKind.Options, string.Join('\n', Problems.Where(problem => !problem.IsWarning)));
}
