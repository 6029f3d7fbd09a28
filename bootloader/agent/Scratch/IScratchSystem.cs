using CernVM.Bootloader.Agent.Devices;

namespace CernVM.Bootloader.Agent.Scratch;

/// <summary>What choosing a scratch file system does to the machine.</summary>
internal interface IScratchSystem
{
    /// <summary>Probes the device again and, only when it is still blank, makes a file system on it. Null, or why not.</summary>
    string? Format(BlockDevice device);

    /// <summary>Mounts ext4. Null, or why not.</summary>
    string? Mount(BlockDevice device);

    /// <summary>Mounts a tmpfs of half the memory; its size in bytes, or null and why not.</summary>
    (long? Size, string Why) MountMemory();
}
