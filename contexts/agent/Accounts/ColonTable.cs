namespace CernVM.Contexts.Agent.Accounts;

/// <summary>
/// One of the account files: lines of fields separated by colons, the first being the name (passwd(5), group(5), shadow(5),
/// gshadow(5)). Lines of any other shape (comments, NIS entries) stay where and what they are.
/// </summary>
public sealed class ColonTable
{
    private readonly int _fields;
    private readonly List<string[]> _lines;

    /// <summary>Reads the text of a file whose lines have <paramref name="fields"/> fields.</summary>
    public ColonTable(string text, int fields)
    {
        _fields = fields;
        _lines = [.. text.Split('\n').Where(l => l.Length > 0).Select(l => l.Split(':'))];
    }

    /// <summary>Whether anything was changed since reading.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>The fields of every entry.</summary>
    public IEnumerable<IReadOnlyList<string>> Entries => _lines.Where(IsEntry);

    /// <summary>The fields of an entry; null when there is none of that name.</summary>
    public IReadOnlyList<string>? Find(string name) => _lines.Find(l => IsEntry(l) && l[0] == name);

    /// <summary>Adds an entry, before NIS lines, which end the search of the C library.</summary>
    public void Add(params string[] fields)
    {
        if (fields.Length != _fields || fields.Any(f => f.AsSpan().IndexOfAny(':', '\n', '\0') >= 0))
            throw new ArgumentException($"An account entry has {_fields} fields without ':' and line ends.", nameof(fields));
        var nis = _lines.FindIndex(l => l[0].StartsWith('+') || l[0].StartsWith('-'));
        _lines.Insert(nis < 0 ? _lines.Count : nis, fields);
        IsChanged = true;
    }

    /// <summary>Sets one field of an entry.</summary>
    /// <returns>False when there is no such entry or it has this value.</returns>
    public bool Set(string name, int field, string value)
    {
        if (value.AsSpan().IndexOfAny(':', '\n', '\0') >= 0)
            throw new ArgumentException("A field of an account entry has no ':' and line ends.", nameof(value));
        if (_lines.Find(l => IsEntry(l) && l[0] == name) is not { } line || line[field] == value)
            return false;
        line[field] = value;
        IsChanged = true;
        return true;
    }

    /// <summary>The text of the file.</summary>
    public override string ToString() => string.Concat(_lines.Select(l => string.Join(':', l) + "\n"));

    private bool IsEntry(string[] line) => line.Length == _fields && line[0].Length > 0 && line[0][0] is not ('#' or '+' or '-');
}
