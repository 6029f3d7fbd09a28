using System.Diagnostics;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Runs <c>/bin/sh</c> with bounds on time and output.</summary>
internal static class ShellProcess
{
    /// <summary>The shell that evaluates configuration files.</summary>
    public const string Path = "/bin/sh";

    /// <summary>How long a file may take (ours, arbitrary): files of config repositories ask servers for the nearest one.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    // Both ours, arbitrary.
    private const int OutputLimit = 4 << 20;
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromSeconds(1);

    // They would make the shell read further files.
    private static readonly string[] Unwanted = ["ENV", "BASH_ENV", "CDPATH"];

    /// <summary>Runs a script to its end. Null output when it had to be stopped.</summary>
    public static (byte[]? Output, string Errors) Run(string script, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> variables, TimeSpan limit) =>
        Task.Run(() => RunAsync(script, arguments, variables, limit)).GetAwaiter().GetResult();

    private static async Task<(byte[]? Output, string Errors)> RunAsync(
        string script, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> variables, TimeSpan limit)
    {
        var start = new ProcessStartInfo(Path, ["-c", script, "sh", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        foreach (var name in Unwanted)
            start.Environment.Remove(name);

        using var shell = Process.Start(start) ?? throw new InvalidOperationException($"Starting {Path} gave no process.");
        using var ending = new CancellationTokenSource(limit);
        shell.StandardInput.Close();
        var output = ReadAsync(shell.StandardOutput.BaseStream, ending.Token);
        var errors = ReadAsync(shell.StandardError.BaseStream, ending.Token);
        try
        {
            await shell.WaitForExitAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
            return (null, "");
        }

        // Programs that the file left behind may hold the pipes for ever.
        ending.CancelAfter(AfterTheEnd);
        return (await output, System.Text.Encoding.UTF8.GetString(await errors));
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancel)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16 << 10];
        try
        {
            while (await stream.ReadAsync(buffer, cancel) is > 0 and var count)
            {
                if (bytes.Length < OutputLimit)
                    bytes.Write(buffer, 0, count);
            }
        }
        catch (OperationCanceledException)
        {
            return bytes.ToArray();
        }
        return bytes.ToArray();
    }
}
