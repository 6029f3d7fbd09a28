namespace CernVM.Contexts.Model.Diagnostics;

/// <summary>Collects the findings of all readers that look at one user-data.</summary>
public sealed class DiagnosticBag
{
    /// <summary>More findings than this help nobody and could be used to flood the console. Ours, arbitrary.</summary>
    public const int Limit = 200;

    private readonly List<Diagnostic> _items = [];
    private int _left;

    /// <summary>The findings in the order of the document; when there were more than <see cref="Limit"/>, the last one says how many were left out.</summary>
    public IReadOnlyList<Diagnostic> ToList()
    {
        var files = _items.Select(i => i.File).Distinct().ToList();
        var sorted = _items.OrderBy(i => files.IndexOf(i.File)).ThenBy(i => i.Line).ThenBy(i => i.Column);
        return _left == 0 ? [.. sorted] : [.. sorted, new Diagnostic("UD099", Severity.Error, files[^1], 0, 0, $"{_left} more findings were left out; correct the first ones and check again.")];
    }

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
