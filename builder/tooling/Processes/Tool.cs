using System.ComponentModel;
using System.Text;
using CernVM.Builder.Tooling.Diagnostics;
using CliWrap;

namespace CernVM.Builder.Tooling.Processes;

/// <summary>Calls programs of the machine. Their texts are always English (LC_ALL=C), so that they can be read.</summary>
public static class Tool
{
    /// <summary>Runs a program to its end. Cancelling kills it with its children.</summary>
    /// <exception cref="BuildFailureException">The program is not installed.</exception>
    public static async Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        Require(call.Program);
        if (!call.EndsWithStarter)
            return await RunHereAsync(call, cancellation).ConfigureAwait(false);

        // The kernel sends the signal when the starting thread ends (prctl(2), PR_SET_PDEATHSIG), so it must live as long.
        var bound = call with { Program = "setpriv", Arguments = ["--pdeathsig", "KILL", "--", call.Program, .. call.Arguments] };
        Require(bound.Program);
        return await Task.Factory.StartNew(
            () => RunHereAsync(bound, cancellation).GetAwaiter().GetResult(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false);
    }

    /// <summary>Runs a program and fails with its last lines when it does not succeed.</summary>
    /// <exception cref="BuildFailureException">The program is not installed, or failed.</exception>
    public static async Task<ToolResult> RequireAsync(ToolCall call, string purpose, CancellationToken cancellation)
    {
        var result = await RunAsync(call, cancellation).ConfigureAwait(false);
        return result.IsOk
            ? result
            : throw new BuildFailureException(
                FailureKind.Operation,
                $"{purpose}: '{call.Program}' ended with code {result.ExitCode}:\n{result.Tail()}");
    }

    /// <summary>Fails when a program is not on the PATH.</summary>
    public static void Require(string program)
    {
        if (!Exists(program))
            throw new BuildFailureException(FailureKind.Environment, ToolPackages.MissingMessage(program));
    }

    /// <summary>Whether a program is on the PATH.</summary>
    public static bool Exists(string program) =>
        program.Contains('/') ? File.Exists(program) : SearchFolders().Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<ToolResult> RunHereAsync(ToolCall call, CancellationToken cancellation)
    {
        var output = new StringBuilder();
        var errors = new StringBuilder();
        var variables = new Dictionary<string, string?>(call.Environment, StringComparer.Ordinal) { ["LC_ALL"] = "C" };
        var command = Cli.Wrap(call.Program)
            .WithArguments(call.Arguments)
            .WithEnvironmentVariables(variables)
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(call.OutputFile is { } file ? PipeTarget.ToFile(file) : Lines(output, call.OnLine))
            .WithStandardErrorPipe(Lines(errors, call.OnLine));
        if (call.Folder is { } folder)
            command = command.WithWorkingDirectory(folder);
        try
        {
            var result = await command.ExecuteAsync(cancellation).ConfigureAwait(false);
            return new ToolResult(result.ExitCode, output.ToString(), errors.ToString());
        }
        catch (Win32Exception error)
        {
            throw new BuildFailureException(FailureKind.Environment, $"'{call.Program}' could not be started: {error.Message}", error);
        }
    }

    private static string[] SearchFolders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "/usr/sbin:/usr/bin:/sbin:/bin").Split(':', StringSplitOptions.RemoveEmptyEntries);

    private static PipeTarget Lines(StringBuilder text, Action<string>? onLine) => PipeTarget.ToDelegate(line =>
    {
        text.Append(line).Append('\n');
        onLine?.Invoke(line);
    });
}
