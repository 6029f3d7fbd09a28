using System.Diagnostics;
using System.Text;

namespace CernVM.Functional.Appliance.Tests.Harness;

/// <summary>What a program printed and how it ended.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Lines of standard error that are no progress.</summary>
    public IReadOnlyList<string> Complaints =>
        [.. Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !Progress.IsMatch(line))];

    public override string ToString() => $"code {ExitCode}\n{Output}\n{Errors}";
}

/// <summary>A program that runs while the test looks at it; disposing it kills what is left of it.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(150);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Task _pumps;

    private RunningProgram(Process process)
    {
        _process = process;
        _pumps = Task.WhenAll(PumpAsync(process.StandardOutput, _output), PumpAsync(process.StandardError, _errors));
    }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    private string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    public static RunningProgram Start(string program, string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>Waits until a condition holds while the program runs.</summary>
    public Task UntilAsync(string what, Func<bool> condition) => Waiting.UntilAsync(what, () =>
    {
        if (condition())
            return true;
        Assert.False(_process.HasExited, $"ended before {what}: {Output}\n{Errors}");
        return false;
    });

    /// <summary>Sends a signal by its name, without SIG.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<ProgramResult> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_patience);
        await _process.WaitForExitAsync(limit.Token);
        await _pumps.WaitAsync(limit.Token);
        return new ProgramResult(_process.ExitCode, Output, Errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _pumps;
        _process.Dispose();
    }

    private static async Task PumpAsync(StreamReader reader, StringBuilder text)
    {
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            lock (text)
                text.Append(buffer, 0, count);
        }
    }
}
