using CernVM.Bootloader.Agent.Boot;

namespace CernVM.Bootloader.Agent.Handover;

/// <summary>What the boot stage did, for programs inside the OS: /run/cernvm/boot-report.json.</summary>
internal sealed record BootReport(
    string Repository,
    string Path,
    string? Tag,
    string RootHash,
    IReadOnlyList<string> Servers,
    string Proxy,
    string Source,
    string Scratch,
    bool ScratchIsPersistent,
    IReadOnlyList<LeaseReport> Leases,
    IReadOnlyCollection<StageRecord> Stages)
{
    /// <summary>Gathers it.</summary>
    public static BootReport Of(BootState state) => new(
        state.Settings.Repository, state.Settings.Path, state.Settings.Tag, state.Repository?.RootHash ?? "", state.Settings.ServerUrls,
        state.Settings.Proxy, state.UserData.Source, state.Scratch.Device, state.Scratch.IsPersistent,
        [.. state.Leases.Select(LeaseReport.Of)], state.Records);
}
