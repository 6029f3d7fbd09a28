namespace CernVM.Bootloader.Agent.Devices;

/// <summary>A disk or partition, as sysfs shows it.</summary>
internal sealed record BlockDevice
{
    /// <summary>The kernel's name, such as vda or nvme0n1p1.</summary>
    public required string Name { get; init; }

    /// <summary>The disk that a partition lies on; null for a whole disk.</summary>
    public string? Disk { get; init; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Whether the kernel refuses writing.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether the medium can be taken out.</summary>
    public bool IsRemovable { get; init; }

    /// <summary>Whether real or virtual hardware stands behind it; loop, ram, zram and device-mapper devices have none.</summary>
    public bool HasHardware { get; init; }

    /// <summary>How many partitions the kernel found on it.</summary>
    public int Partitions { get; init; }

    /// <summary>Whether it is a whole disk.</summary>
    public bool IsDisk => Disk is null;

    /// <summary>The node in /dev.</summary>
    public string Node => "/dev/" + Name;
}
