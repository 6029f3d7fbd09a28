using CernVM.Bootloader.Agent.Devices.Probing;

namespace CernVM.Bootloader.Agent.Devices;

/// <summary>A block device together with what lies on it.</summary>
internal sealed record ProbedDevice(BlockDevice Device, DeviceContent Content)
{
    /// <summary>Whether it is a disk without partitions and without any trace of use, which the agent may make its scratch disk.</summary>
    public bool MayBeFormatted =>
        Device is { IsDisk: true, IsReadOnly: false, IsRemovable: false, HasHardware: true, Partitions: 0 } && Content.IsBlank;
}
