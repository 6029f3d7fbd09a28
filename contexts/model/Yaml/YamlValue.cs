namespace CernVM.Contexts.Model.Yaml;

/// <summary>A node of a YAML document with its place in the text. Nodes may be shared, as aliases do.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Weight">Nodes in this subtree, shared ones counted each time.</param>
internal abstract record YamlValue(int Line, int Column, int Weight)
{
    /// <summary>What the node is, for messages.</summary>
    public abstract string Kind { get; }
}

internal sealed record YamlScalar(string Text, bool IsPlain, int Line, int Column) : YamlValue(Line, Column, 1)
{
    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");

    public override string Kind => IsNull ? "nothing" : "a single value";
}

internal sealed record YamlList(IReadOnlyList<YamlValue> Items, int Line, int Column, int Weight) : YamlValue(Line, Column, Weight)
{
    public override string Kind => "a list";
}

internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, int Line, int Column, int Weight) : YamlValue(Line, Column, Weight)
{
    public override string Kind => "a mapping";
}

internal sealed record YamlEntry(YamlScalar Key, YamlValue Value);
