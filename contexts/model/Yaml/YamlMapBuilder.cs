using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.Yaml;

/// <summary>Collects the entries of a mapping: reports repeated keys and joins in what <c>&lt;&lt;</c> refers to.</summary>
internal sealed class YamlMapBuilder(SourceText source, DiagnosticBag diagnostics)
{
    private const string MergeKey = "<<";
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<YamlEntry> _entries = [];
    private readonly List<YamlEntry> _merged = [];

    public void Add(YamlValue key, YamlValue value)
    {
        if (key is not YamlScalar name)
        {
            diagnostics.Error("CC004", source, key.Line, key.Column, $"a key must be a single value, here it is {key.Kind}; the entry is ignored.");
        }
        else if (name is { IsPlain: true, Text: MergeKey })
        {
            foreach (var map in value is YamlList list ? list.Items : [value])
                _merged.AddRange(map is YamlMap m ? m.Entries : []);
        }
        else if (_positions.TryGetValue(name.Text, out var earlier))
        {
            diagnostics.Warning("CC005", source, name.Line, name.Column, $"the key {Quoted.Text(name.Text)} is here a second time; this last value counts.");
            _entries[earlier] = new YamlEntry(name, value);
        }
        else
        {
            _positions[name.Text] = _entries.Count;
            _entries.Add(new YamlEntry(name, value));
        }
    }

    public YamlMap Build(int line, int column)
    {
        foreach (var entry in _merged)
        {
            if (_positions.TryAdd(entry.Key.Text, _entries.Count))
                _entries.Add(entry);
        }

        return new YamlMap(_entries, line, column, 1 + _entries.Sum(e => 1 + e.Value.Weight));
    }
}
