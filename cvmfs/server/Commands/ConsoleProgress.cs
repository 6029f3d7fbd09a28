using System.Globalization;
using CernVM.Cvmfs.Server.Publishing;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary>Progress for people: one line in place on a terminal, a plain line now and then elsewhere.</summary>
internal sealed class ConsoleProgress(CommandConsole console) : IPublishProgress
{
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long _last = console.Clock.GetTimestamp();
    private bool _lineIsOpen;

    public void Step(string name)
    {
        lock (_gate)
            WriteLine(name);
    }

    public void Stored(long files, long bytes)
    {
        if (console.Clock.GetElapsedTime(Volatile.Read(ref _last)) < (console.IsTerminal ? TerminalInterval : LogInterval))
            return;
        lock (_gate)
        {
            Volatile.Write(ref _last, console.Clock.GetTimestamp());
            var text = $"  {files} files, {Megabytes(bytes)} MB";
            if (!console.IsTerminal)
            {
                console.Error.WriteLine(text);
                return;
            }

            console.Error.Write($"\r{text}");
            _lineIsOpen = true;
        }
    }

    public void Warn(string message)
    {
        lock (_gate)
            WriteLine($"warning: {message}");
    }

    internal static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    private void WriteLine(string text)
    {
        if (_lineIsOpen)
            console.Error.WriteLine();
        _lineIsOpen = false;
        console.Error.WriteLine(text);
    }
}
