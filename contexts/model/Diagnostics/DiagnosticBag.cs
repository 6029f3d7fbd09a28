namespace CernVM.Contexts.Model.Diagnostics;

/// <summary>Collects the findings of all readers that look at one user-data, in the order in which they were made.</summary>
public sealed class DiagnosticBag
{
    /// <summary>More findings than this help nobody and could be used to flood the console. Ours, arbitrary.</summary>
    public const int Limit = 200;

    private readonly List<Diagnostic> _items = [];
    private int _left;

    /// <summary>The findings; when there were more than <see cref="Limit"/>, the last one says how many were left out.</summary>
    public IReadOnlyList<Diagnostic> ToList() =>
        _left == 0
            ? [.. _items]
            : [.. _items, new Diagnostic("UD099", Severity.Error, _items[^1].File, 0, 0, $"{_left} more findings were left out; correct the first ones and check again.")];

    /// <summary>Adds an error at a place of <paramref name="source"/>; <paramref name="line"/> and <paramref name="column"/> count from 1 in its text.</summary>
    public void Error(string id, SourceText source, int line, int column, string message) =>
        Add(id, Severity.Error, source, line, column, message);

    /// <summary>Adds a warning at a place of <paramref name="source"/>.</summary>
    public void Warning(string id, SourceText source, int line, int column, string message) =>
        Add(id, Severity.Warning, source, line, column, message);

    private void Add(string id, Severity severity, SourceText source, int line, int column, string message)
    {
        if (_items.Count >= Limit)
        {
            _left++;
            return;
        }

        _items.Add(new Diagnostic(id, severity, source.File, source.DocumentLine(line), column, message));
    }
}
