using System.Globalization;

namespace CernVM.Bootloader.Agent.Devices;

/// <summary>The kernel's naming of partitions (block/partitions/core.c): a disk whose name ends in a digit gets a 'p' between.</summary>
internal static class PartitionName
{
    /// <summary><c>sda</c>, 1 → <c>sda1</c>; <c>nvme0n1</c>, 1 → <c>nvme0n1p1</c>; <c>mmcblk0</c>, 2 → <c>mmcblk0p2</c>.</summary>
    public static string Of(string disk, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{disk}{(char.IsAsciiDigit(disk[^1]) ? "p" : "")}{number}");
}
