namespace CernVM.Contexts.Model.Amiconfig;

/// <summary>The INI sections of user-data.</summary>
/// <param name="Sections">In the order of their first headers.</param>
public sealed record AmiconfigDocument(IReadOnlyList<AmiconfigSection> Sections)
{
    /// <summary>The one plugin that acts without being listed.</summary>
    public const string RootSshKeys = "rootsshkeys";

    /// <summary>The <c>[cernvm]</c> section, or null when it is absent or its plugin is not enabled.</summary>
    public CernvmSection? Cernvm { get; init; }

    /// <summary>The section of a name in lower case, or null.</summary>
    public AmiconfigSection? this[string name] => Sections.FirstOrDefault(s => s.Name == name);

    /// <summary>Whether <c>[amiconfig]</c> lists a plugin and does not disable it.</summary>
    public bool IsEnabled(string plugin) =>
        (Listed("plugins").Contains(plugin) || (plugin == RootSshKeys && this["amiconfig"]?["plugins"] is null)) && !Listed("disabled_plugins").Contains(plugin);

    private string[] Listed(string key) => (this["amiconfig"]?[key] ?? "").ToLowerInvariant().Split([' ', ',', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
