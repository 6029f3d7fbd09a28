using System.Text;
using System.Text.RegularExpressions;

namespace CernVM.Boot.Tests.Harness;

/// <summary>What the guest printed on its serial port, and a wait for a line of it.</summary>
internal sealed class SerialConsole
{
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool ended;

    public string Text
    {
        get
        {
            lock (gate)
                return text.ToString();
        }
    }

    public async Task PumpAsync(Stream stream)
    {
        var buffer = new byte[4096];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
            Append(Encoding.UTF8.GetString(buffer, 0, read), end: false);
        Append("", end: true);
    }

    /// <summary>Waits until the text matches, and fails with the last lines of the console when it does not in time.</summary>
    public async Task<Match> WaitForAsync(string pattern, TimeSpan limit, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(limit);
        while (true)
        {
            Task next;
            bool over;
            lock (gate)
                (next, over) = (changed.Task, ended);
            var match = Regex.Match(Text, pattern, RegexOptions.Multiline, TimeSpan.FromSeconds(5));
            if (match.Success)
                return match;
            if (over || timer.IsCancellationRequested)
                throw new Xunit.Sdk.XunitException($"the console never showed /{pattern}/ ({(over ? "the guest ended" : "time is up")}). Its last lines:\n{Tail(60)}");
            await Task.WhenAny(next, Task.Delay(Timeout.Infinite, timer.Token));
        }
    }

    public string Tail(int lines) => string.Join('\n', Text.Split('\n').TakeLast(lines));

    private void Append(string piece, bool end)
    {
        lock (gate)
        {
            text.Append(piece);
            ended |= end;
            changed.TrySetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
