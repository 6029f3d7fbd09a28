using System.ComponentModel;
using System.Diagnostics;

namespace CernVM.Contexts.Agent.Commands;

/// <summary>Runs programs on the running machine, without input.</summary>
public sealed class ProcessRunner : ICommandRunner
{
    private const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    // The program writes to the log itself: a pipe would have to be read until the last of its background children ends.
    private const string IntoLog = "exec </dev/null >>\"$0\" 2>&1; exec \"$@\"";

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, ContextLog log, CancellationToken cancellation)
    {
        if (!File.Exists(command[0]))
            throw new IOException($"there is no program {command[0]}; does the flavour have it?");
        log.Write("commands", $"output of {string.Join(' ', command)}:");
        var start = new ProcessStartInfo("/bin/sh", ["-c", IntoLog, log.RealPath, .. command]) { UseShellExecute = false, WorkingDirectory = "/" };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Prepend(new("HOME", "/root")).Prepend(new("PATH", SearchPath)))
            start.Environment[name] = value;
        using var process = Start(start);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new IOException($"{start.FileName} cannot be started.");
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{start.FileName} cannot be started: {e.Message}. Does the flavour have this program?", e);
        }
    }
}
