using System.Diagnostics;

namespace CernVM.Benchmarks.Client.Processes;

/// <summary>Runs programs to their end.</summary>
internal static class Command
{
    /// <summary>Runs a program whose output goes to a file: background processes that it leaves behind then hold no pipe of ours.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has the end of its output.</exception>
    public static async Task RunAsync(string log, IReadOnlyDictionary<string, string> environment, string[] command, CancellationToken cancel)
    {
        var code = await StartAsync(environment, ["/bin/sh", "-c", "log=$1; shift; exec \"$@\" >> \"$log\" 2>&1 < /dev/null", "sh", log, .. command], cancel);
        if (code == 0)
            return;
        var end = File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(5)) : "";
        throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with exit code {code}:\n{end}");
    }

    /// <summary>Runs a shell script with parameters $1, $2, … and nothing on its streams; its exit code must be 0.</summary>
    public static async Task ShellAsync(string script, string[] parameters, CancellationToken cancel)
    {
        var code = await StartAsync(new Dictionary<string, string>(), ["/bin/sh", "-c", script, "sh", .. parameters], cancel);
        if (code != 0)
            throw new InvalidOperationException($"The shell script '{script}' ({string.Join(' ', parameters)}) ended with exit code {code}.");
    }

    /// <summary>What a program prints; null when it fails.</summary>
    public static async Task<string?> OutputAsync(string[] command, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        await errors;
        return process.ExitCode == 0 ? output : null;
    }

    private static async Task<int> StartAsync(IReadOnlyDictionary<string, string> environment, string[] command, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(command[0], command[1..]);
        start.Environment["LC_ALL"] = "C";
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(cancel);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
