namespace CernVM.Bootloader.Agent.Devices.Probing;

/// <summary>What a probe found on a device.</summary>
/// <param name="Kind">The first signature's kind; empty when none is known.</param>
/// <param name="Label">The file system's label, empty when it has none or labels of its kind are not read.</param>
/// <param name="IsBlank">Whether no signature is there and every probed byte is zero: the only devices that may be formatted.</param>
/// <param name="NeedsCheck">Whether an ext file system was left with recorded errors.</param>
internal sealed record DeviceContent(string Kind, string Label, bool IsBlank, bool NeedsCheck = false);
