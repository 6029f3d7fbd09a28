using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Progress;
using Spectre.Console;

namespace CernVM.Builder.Cli.Output;

/// <summary>The one place where failures become messages and exit codes.</summary>
internal static class CommandRunner
{
    /// <summary>Lines in a log are not broken.</summary>
    private const int LogWidth = 2000;

    private static readonly IAnsiConsole s_errors = CreateConsole();

    public static async Task<int> RunAsync(Func<IBuildProgress, CancellationToken, Task<int>> body, CancellationToken cancellation)
    {
        try
        {
            return await body(new ConsoleProgress(TimeProvider.System, s_errors, !Console.IsErrorRedirected), cancellation).ConfigureAwait(false);
        }
        catch (BuildFailureException failure)
        {
            await Console.Error.WriteLineAsync(failure.Kind == FailureKind.Description ? failure.Message : $"cernvm: {failure.Message}").ConfigureAwait(false);
            return ExitCodes.Of(failure.Kind);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("cernvm: stopped; nothing half-made has a final name, the next run goes on from here").ConfigureAwait(false);
            return ExitCodes.Interrupted;
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync($"cernvm: {error.Message}").ConfigureAwait(false);
            return ExitCodes.Environment;
        }
        catch (UnauthorizedAccessException error)
        {
            await Console.Error.WriteLineAsync($"cernvm: {error.Message} Run as root, or choose folders that you may write.").ConfigureAwait(false);
            return ExitCodes.Environment;
        }
    }

    private static IAnsiConsole CreateConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected)
            console.Profile.Width = LogWidth;
        return console;
    }
}
