using CernVM.Contexts.Model.Amiconfig;
using CernVM.Contexts.Model.CloudConfigs;
using CernVM.Contexts.Model.Diagnostics;
using CernVM.Contexts.Model.MicroContexts;

namespace CernVM.Contexts.Model.UserData;

/// <summary>User-data, understood: everything that its author asked for and everything that is wrong with it.</summary>
public sealed record UserDataDocument
{
    /// <summary>The parts in the order of the document.</summary>
    public required IReadOnlyList<UserDataPart> Parts { get; init; }

    /// <summary>The first µcontext block, or null when there is none.</summary>
    public MicroContext? MicroContext { get; init; }

    /// <summary>All cloud-config parts merged (a later part replaces the keys of an earlier one), or null when there is none.</summary>
    public CloudConfig? CloudConfig { get; init; }

    /// <summary>The scripts in the order of the document.</summary>
    public IReadOnlyList<ContextScript> Scripts { get; init; } = [];

    /// <summary>The INI sections, or null when there are none.</summary>
    public AmiconfigDocument? Amiconfig { get; init; }

    /// <summary>All findings of all readers.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>True when at least one statement could not be understood.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
