using System.Globalization;
using CernVM.Builder.Tooling.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace CernVM.Builder.Tooling.Yaml;

/// <summary>
/// A mapping of a description. Each read notes what is wrong in the bag and goes on, so that one run shows all mistakes;
/// <see cref="RejectUnknown"/> at the end reports keys that nobody asked for.
/// </summary>
public sealed class YamlSection
{
    private readonly YamlMappingNode _node;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _entries = [];
    private readonly HashSet<string> _known = [];

    internal YamlSection(YamlMappingNode node, DiagnosticBag diagnostics)
    {
        _node = node;
        _diagnostics = diagnostics;
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
                _entries[name] = (key, value);
            else
                Report("DSC003", key, "expected a plain word as the key");
        }
    }

    /// <summary>Line of the section, counted from 1.</summary>
    public int Line => (int)_node.Start.Line;

    /// <summary>Column of the section, counted from 1.</summary>
    public int Column => (int)_node.Start.Column;

    /// <summary>A text that must be there; an empty one, with a mistake noted, when it is not.</summary>
    public Located<string> Text(string key, string expectation) =>
        OptionalText(key, expectation) ?? Missing(key, expectation);

    /// <summary>A text that may be missing.</summary>
    public Located<string>? OptionalText(string key, string expectation)
    {
        if (!TryGet(key, out var value))
            return null;
        if (value is YamlScalarNode { Value: { Length: > 0 } text })
            return At(text, value);
        Report("DSC005", value, $"'{key}': expected {expectation}, found {Describe(value)}");
        return null;
    }

    /// <summary>A whole number within bounds, or the default when missing.</summary>
    public int Number(string key, int missing, int minimum, int maximum)
    {
        if (OptionalText(key, "a whole number") is not { } text)
            return missing;
        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
            return number;
        _diagnostics.Add("DSC006", text.Line, text.Column, $"'{key}': expected a whole number from {minimum} to {maximum}, found '{text.Value}'");
        return missing;
    }

    /// <summary>A list of texts; empty when missing.</summary>
    public IReadOnlyList<Located<string>> Texts(string key, string expectation)
    {
        if (!TryGet(key, out var value))
            return [];
        var list = new List<Located<string>>();
        foreach (var item in Items(key, value, expectation))
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } text })
                list.Add(At(text, item));
            else
                Report("DSC005", item, $"'{key}': expected {expectation}, found {Describe(item)}");
        }

        return list;
    }

    /// <summary>A nested mapping; null when missing.</summary>
    public YamlSection? Section(string key)
    {
        if (!TryGet(key, out var value))
            return null;
        if (value is YamlMappingNode mapping)
            return new YamlSection(mapping, _diagnostics);
        Report("DSC005", value, $"'{key}': expected a mapping, found {Describe(value)}");
        return null;
    }

    /// <summary>A list of mappings; empty when missing.</summary>
    public IReadOnlyList<YamlSection> Sections(string key)
    {
        if (!TryGet(key, out var value))
            return [];
        var list = new List<YamlSection>();
        foreach (var item in Items(key, value, "mappings"))
        {
            if (item is YamlMappingNode mapping)
                list.Add(new YamlSection(mapping, _diagnostics));
            else
                Report("DSC005", item, $"'{key}': expected a mapping, found {Describe(item)}");
        }

        return list;
    }

    /// <summary>Notes a mistake about a value that was read before.</summary>
    public void Reject<T>(string id, Located<T> value, string message) => _diagnostics.Add(id, value.Line, value.Column, message);

    /// <summary>Notes every key that was not asked for.</summary>
    public void RejectUnknown()
    {
        foreach (var (name, entry) in _entries)
        {
            if (!_known.Contains(name))
                Report("DSC007", entry.Key, $"unknown key '{name}': expected one of {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
    }

    private static Located<string> At(string text, YamlNode node) => new(text, (int)node.Start.Line, (int)node.Start.Column);

    private static string Describe(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        _ => "something else",
    };

    private bool TryGet(string key, out YamlNode value)
    {
        _known.Add(key);
        if (_entries.TryGetValue(key, out var entry))
        {
            value = entry.Value;
            return true;
        }

        value = _node;
        return false;
    }

    private IEnumerable<YamlNode> Items(string key, YamlNode value, string expectation)
    {
        if (value is YamlSequenceNode sequence)
            return sequence.Children;
        Report("DSC005", value, $"'{key}': expected a list of {expectation}, found {Describe(value)}");
        return [];
    }

    private Located<string> Missing(string key, string expectation)
    {
        if (!_entries.ContainsKey(key))
            Report("DSC004", _node, $"'{key}' is missing: expected {expectation}");
        return At(string.Empty, _node);
    }

    private void Report(string id, YamlNode node, string message) =>
        _diagnostics.Add(id, (int)node.Start.Line, (int)node.Start.Column, message);
}
