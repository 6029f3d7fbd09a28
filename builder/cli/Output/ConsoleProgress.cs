using System.Globalization;
using CernVM.Builder.Tooling.Progress;
using Spectre.Console;

namespace CernVM.Builder.Cli.Output;

/// <summary>
/// Steps as lines with the seconds since the start. On a terminal the newest detail stands in a line of its own below the
/// steps; elsewhere details are left out. Everything goes to standard error, which leaves standard output to results.
/// </summary>
internal sealed class ConsoleProgress(TimeProvider time, IAnsiConsole console, bool isTerminal) : IBuildProgress
{
    private const int DetailWidth = 100;
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private bool _detailShown;

    public void Step(string title) => Line($"[green]{Clock()}[/] {Markup.Escape(title)}");

    public void Skipped(string title, string reason) => Line($"[green]{Clock()}[/] {Markup.Escape(title)}: [grey]{Markup.Escape(reason)}[/]");

    public void Detail(string text)
    {
        if (!isTerminal)
            return;
        lock (_gate)
        {
            EraseDetail();
            var shown = text.Length > DetailWidth ? text[..DetailWidth] : text;
            console.Markup($"        [grey]{Markup.Escape(shown)}[/]");
            _detailShown = true;
        }
    }

    private void Line(string markup)
    {
        lock (_gate)
        {
            EraseDetail();
            console.MarkupLine(markup);
        }
    }

    private void EraseDetail()
    {
        if (_detailShown)
            console.Write("\r\u001b[2K");
        _detailShown = false;
    }

    private string Clock() => string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_start).TotalSeconds,6:F1}s");
}
