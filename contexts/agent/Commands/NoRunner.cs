namespace CernVM.Contexts.Agent.Commands;

/// <summary>Runs nothing: the guest is a folder, and its commands must not touch the machine that the agent runs on.</summary>
public sealed class NoRunner : ICommandRunner
{
    /// <inheritdoc/>
    public Task<int> RunAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, ContextLog log, CancellationToken cancellation)
    {
        log.Write("commands", $"{command[0]} was not run, because the guest is a folder.");
        return Task.FromResult(0);
    }
}
