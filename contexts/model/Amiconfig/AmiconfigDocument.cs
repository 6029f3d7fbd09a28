namespace CernVM.Contexts.Model.Amiconfig;

/// <summary>The INI sections of user-data.</summary>
/// <param name="Sections">In the order of their first headers.</param>
public sealed record AmiconfigDocument(IReadOnlyList<AmiconfigSection> Sections)
{
    /// <summary>The section of a name in lower case, or null.</summary>
    public AmiconfigSection? this[string name] => Sections.FirstOrDefault(s => s.Name == name);
}
