namespace CernVM.Contexts.Model.Amiconfig;

/// <summary>A section with its entries; sections of the same name are one.</summary>
/// <param name="Name">Lower case, as amiconfig compares it.</param>
/// <param name="Line">Line of the first header, from 1.</param>
/// <param name="Entries">The entries in order; of a repeated key the last one counts.</param>
public sealed record AmiconfigSection(string Name, int Line, IReadOnlyList<AmiconfigEntry> Entries)
{
    /// <summary>The value of a key, or null when it is missing or empty.</summary>
    public string? this[string key] => Entries.LastOrDefault(e => e.Key == key)?.Value is { Length: > 0 } value ? value : null;
}
