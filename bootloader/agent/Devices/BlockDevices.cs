using System.Globalization;

namespace CernVM.Bootloader.Agent.Devices;

/// <summary>Enumerates /sys/class/block.</summary>
internal static class BlockDevices
{
    private const int SectorSize = 512; // sysfs counts in these whatever the device has (Documentation/ABI/stable/sysfs-block).

    /// <summary>All block devices with a size, by name. <paramref name="sysfs"/> is the folder that holds <c>class/block</c>.</summary>
    public static IReadOnlyList<BlockDevice> Enumerate(string sysfs)
    {
        string folder = Path.Combine(sysfs, "class", "block");
        if (!Directory.Exists(folder))
            return [];
        var devices = new List<BlockDevice>();
        foreach (string path in Directory.EnumerateFileSystemEntries(folder))
            if (Read(path) is { Size: > 0 } device)
                devices.Add(device);
        devices.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return devices;
    }

    private static BlockDevice Read(string path)
    {
        string real = Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        bool isPartition = File.Exists(Path.Combine(real, "partition"));
        string diskFolder = isPartition ? Path.GetDirectoryName(real)! : real;
        return new BlockDevice
        {
            Name = Path.GetFileName(path),
            Disk = isPartition ? Path.GetFileName(diskFolder) : null,
            Size = Number(real, "size") * SectorSize,
            IsReadOnly = Number(real, "ro") != 0 || Number(diskFolder, "ro") != 0,
            IsRemovable = Number(diskFolder, "removable") != 0,
            HasHardware = Path.Exists(Path.Combine(diskFolder, "device")),
            Partitions = isPartition
                ? 0
                : Directory.EnumerateDirectories(real).Count(child => File.Exists(Path.Combine(child, "partition"))),
        };
    }

    private static long Number(string folder, string attribute)
    {
        string file = Path.Combine(folder, attribute);
        return File.Exists(file) && long.TryParse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture, out long value) ? value : 0;
    }
}
