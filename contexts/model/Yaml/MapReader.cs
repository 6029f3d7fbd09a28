using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.Yaml;

/// <summary>Takes the known keys out of one mapping, each with its expected shape, and reports what is left over.</summary>
internal sealed class MapReader(YamlReading reading, YamlMap map, string path)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public YamlReading Reading => reading;

    public YamlMap Map => map;

    /// <summary>The node of a key; null when the key is missing or has no value.</summary>
    public YamlValue? Take(string key)
    {
        _known.Add(key);
        var value = map.Entries.FirstOrDefault(e => e.Key.Text == key)?.Value;
        return value is YamlScalar { IsNull: true } ? null : value;
    }

    public string Path(string key) => path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>A single value that satisfies <paramref name="fits"/>.</summary>
    public string? Text(string key, Func<string, bool> fits, string expected)
    {
        if (Take(key) is not { } value)
            return null;
        if (value is YamlScalar scalar && fits(scalar.Text))
            return scalar.Text;
        reading.Expected(value, Path(key), expected);
        return null;
    }

    public bool? Switch(string key)
    {
        if (Take(key) is not { } value)
            return null;
        if (Scalars.Switch(value) is { } on)
            return on;
        reading.Expected(value, Path(key), "true or false");
        return null;
    }

    /// <summary>A list of single values, or one text with commas between them, as cloud-init accepts in most places.</summary>
    public IReadOnlyList<string>? Names(string key, Func<string, bool> fits, string expected)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlScalar text:
                return [.. Check(text, text.Text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), key, fits, expected)];
            case YamlList list:
                return [.. list.Items.SelectMany(i => i is YamlScalar s
                    ? Check(s, [s.Text], key, fits, expected)
                    : Wrong(i, key, expected))];
            case { } other:
                reading.Expected(other, Path(key), "a list");
                return null;
        }
    }

    /// <summary>The items of a list; a value of another shape is reported.</summary>
    public IReadOnlyList<YamlValue>? Items(string key, string expected)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlList list:
                return list.Items;
            case { } other:
                reading.Expected(other, Path(key), expected);
                return null;
        }
    }

    public MapReader? Inner(string key)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlMap inner:
                return new MapReader(reading, inner, Path(key));
            case { } other:
                reading.Expected(other, Path(key), "a mapping");
                return null;
        }
    }

    /// <summary>Reports every key that nobody took; <paramref name="notDoneHere"/> says why a known one is not obeyed.</summary>
    public void Finish(Func<string, string?>? notDoneHere = null)
    {
        foreach (var (key, _) in map.Entries.Where(e => !_known.Contains(e.Key.Text)))
        {
            if (notDoneHere?.Invoke(key.Text) is { } why)
                reading.Warning("CC008", key, $"'{key.Text}' is not done here and is ignored: {why}");
            else
                reading.Warning("CC007", key, $"the key {Quoted.Text(Path(key.Text))} is not known and is ignored.{Suggestion.For(key.Text, _known)}");
        }
    }

    private IEnumerable<string> Check(YamlScalar at, IEnumerable<string> texts, string key, Func<string, bool> fits, string expected)
    {
        foreach (var text in texts)
        {
            if (fits(text))
                yield return text;
            else
                reading.Expected(at, Path(key), expected);
        }
    }

    private string[] Wrong(YamlValue at, string key, string expected)
    {
        reading.Expected(at, Path(key), expected);
        return [];
    }
}
