using System.Globalization;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Devices;

namespace CernVM.Bootloader.Agent.Scratch;

/// <summary>
/// The rule for the writable layer: a file system labelled UROOT; else a disk that is blank and large enough, which is
/// formatted whole; else memory. Whatever carries any signature or any byte that is not zero is left alone.
/// </summary>
internal sealed class ScratchChooser(IScratchSystem system, Action<string> note)
{
    /// <summary>The label of the disk contract.</summary>
    public const string Label = "UROOT";

    /// <summary>The original gives up below this too.</summary>
    public const long SmallestDisk = 750L << 20;

    /// <summary>Mounts one of them; the failure says why none could be.</summary>
    public (ScratchSpace? Space, BootFailure? Failure) Choose(IReadOnlyList<ProbedDevice> devices)
    {
        ProbedDevice[] labelled = [.. devices.Where(d => d.Content.Kind == "ext" && d.Content.Label == Label && !d.Device.IsReadOnly)];
        if (labelled.Length > 1)
            note($"{labelled.Length} file systems are labelled {Label}; {labelled[0].Device.Node} is used");
        if (labelled.Length > 0)
            return Existing(labelled[0]);
        foreach (ProbedDevice blank in devices.Where(d => d.MayBeFormatted))
        {
            if (blank.Device.Size < SmallestDisk)
            {
                note($"{blank.Device.Node} is blank but smaller than {SmallestDisk >> 20} MiB, too small for a scratch disk");
                continue;
            }

            if ((system.Format(blank.Device) ?? system.Mount(blank.Device)) is { } problem)
                note($"{blank.Device.Node} cannot become the scratch disk: {problem}");
            else
                return (new ScratchSpace(blank.Device.Node, true, blank.Device.Size), null);
        }

        return Memory(devices);
    }

    private (ScratchSpace?, BootFailure?) Existing(ProbedDevice device)
    {
        if (device.Content.NeedsCheck)
            note($"{device.Device.Node} has recorded file system errors; check it with e2fsck from another system");
        return system.Mount(device.Device) is not { } problem
            ? (new ScratchSpace(device.Device.Node, true, device.Device.Size), null)
            : (null, new BootFailure(
                $"The scratch disk {device.Device.Node} cannot be mounted.", problem,
                $"Check it with e2fsck from another system. To start afresh, detach it (or change its label {Label}) and 'reboot'."));
    }

    private (ScratchSpace?, BootFailure?) Memory(IReadOnlyList<ProbedDevice> devices)
    {
        (long? size, string why) = system.MountMemory();
        if (size is not { } bytes)
            return (null, new BootFailure("There is no place for the writable layer.", why, "Attach a blank disk or give the machine more memory."));
        bool hasUnknown = devices.Any(d => d is { Device: { IsDisk: true, IsReadOnly: false, IsRemovable: false, Partitions: 0 }, Content: { Kind: "", IsBlank: false } });
        note(string.Create(CultureInfo.InvariantCulture,
            $"no scratch disk: changes live in memory ({bytes >> 20} MiB) and are lost at the end. {(hasUnknown ? "A disk with unknown content was left alone; wipe its first and last megabytes to offer it." : "Attach a blank disk to keep them.")}"));
        return (new ScratchSpace("tmpfs", false, bytes), null);
    }
}
