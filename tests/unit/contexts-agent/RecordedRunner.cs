using CernVM.Contexts.Agent.Commands;

namespace CernVM.Contexts.Agent.Tests;

/// <summary>Remembers commands instead of running them, and answers as told.</summary>
internal sealed class RecordedRunner : ICommandRunner
{
    public List<IReadOnlyList<string>> Commands { get; } = [];

    public Func<IReadOnlyList<string>, IReadOnlyDictionary<string, string>, int> Answer { get; set; } = (_, _) => 0;

    public Task<int> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, ContextLog log, CancellationToken cancellation)
    {
        Commands.Add(command);
        return Task.FromResult(Answer(command, environment));
    }
}
