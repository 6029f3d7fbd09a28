namespace CernVM.Builder.Tooling.Diagnostics;

/// <summary>Collects every mistake of one file, so that all are shown at once.</summary>
public sealed class DiagnosticBag(string file)
{
    private readonly List<Diagnostic> _items = [];

    /// <summary>The file that the mistakes are in.</summary>
    public string File { get; } = file;

    /// <summary>The mistakes in the order of the file.</summary>
    public IReadOnlyList<Diagnostic> Items => [.. _items.OrderBy(item => item.Line).ThenBy(item => item.Column)];

    /// <summary>True when nothing is wrong.</summary>
    public bool IsEmpty => _items.Count == 0;

    /// <summary>Notes a mistake at a place of the file.</summary>
    public void Add(string id, int line, int column, string message) => _items.Add(new Diagnostic(id, File, line, column, message));
}
