namespace CernVM.Contexts.Agent.Commands;

/// <summary>Starts programs of the guest.</summary>
public interface ICommandRunner
{
    /// <summary>Runs a program to its end; its output goes to the log, line by line.</summary>
    /// <param name="command">Absolute path and arguments.</param>
    /// <param name="environment">Variables in addition to a fixed minimal set.</param>
    /// <param name="log">Where both outputs go.</param>
    /// <param name="cancellation">Ends the program and its children.</param>
    /// <returns>The exit code; 128 plus the signal when it was killed.</returns>
    /// <exception cref="IOException">The program cannot be started.</exception>
    Task<int> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, ContextLog log, CancellationToken cancellation);
}
