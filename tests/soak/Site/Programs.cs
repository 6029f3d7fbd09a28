using System.Diagnostics;

namespace CernVM.Soak.Site;

/// <summary>Runs the programs under strain and their helpers. Output goes to a file: daemons that stay behind then hold no pipe of ours.</summary>
internal static class Programs
{
    /// <summary>Runs one to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has the end of its output.</exception>
    public static async Task RunAsync(string log, CancellationToken cancel, params string[] command)
    {
        using var process = Start(log, command);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with exit code {process.ExitCode}:\n{string.Join('\n', File.ReadLines(log).TakeLast(8))}");
    }

    /// <summary>Starts one.</summary>
    public static Process Start(string log, params string[] command) =>
        Process.Start("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >> \"$log\" 2>&1 < /dev/null", "sh", log, .. command]);
}
