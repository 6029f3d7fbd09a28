using CernVM.Bootloader.Agent.Devices;
using CernVM.Bootloader.Agent.Devices.Probing;

namespace CernVM.Bootloader.Agent.Tests.Devices;

public sealed class BlockDevicesTests : IDisposable
{
    private readonly string _sysfs = Directory.CreateTempSubdirectory("cernvm-sysfs").FullName;

    public BlockDevicesTests()
    {
        Device("pci0/virtio1/block/vda", 41943040, hardware: true);
        Device("pci0/nvme/nvme0/nvme0n1", 8192, hardware: true);
        Device("pci0/nvme/nvme0/nvme0n1/nvme0n1p1", 4096, partition: true);
        Device("virtual/block/loop0", 4096);
        Device("virtual/block/loop1", 0);
        Device("pci0/ata/block/sr0", 700, hardware: true, removable: true, readOnly: true);
    }

    public void Dispose() => Directory.Delete(_sysfs, recursive: true);

    [Fact]
    public void Disks_and_partitions_are_told_apart()
    {
        IReadOnlyList<BlockDevice> devices = BlockDevices.Enumerate(_sysfs);

        Assert.Equal(["loop0", "nvme0n1", "nvme0n1p1", "sr0", "vda"], devices.Select(device => device.Name));
        Assert.Equal([null, null, "nvme0n1", null, null], devices.Select(device => device.Disk));
        Assert.Equal(41943040L * 512, devices[4].Size);
        Assert.Equal(1, devices[1].Partitions);
        Assert.Equal("/dev/nvme0n1p1", devices[2].Node);
    }

    [Fact]
    public void Only_a_blank_fixed_writable_disk_without_partitions_may_be_formatted()
    {
        var blank = new DeviceContent("", "", IsBlank: true);
        IEnumerable<string> formattable = BlockDevices.Enumerate(_sysfs)
            .Where(device => new ProbedDevice(device, blank).MayBeFormatted).Select(device => device.Name);

        Assert.Equal(["vda"], formattable);
    }

    private void Device(string path, long sectors, bool partition = false, bool hardware = false, bool removable = false, bool readOnly = false)
    {
        string folder = Path.Combine(_sysfs, "devices", path);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "size"), $"{sectors}\n");
        File.WriteAllText(Path.Combine(folder, "ro"), readOnly ? "1\n" : "0\n");
        if (partition)
            File.WriteAllText(Path.Combine(folder, "partition"), "1\n");
        else
            File.WriteAllText(Path.Combine(folder, "removable"), removable ? "1\n" : "0\n");
        if (hardware)
            Directory.CreateDirectory(Path.Combine(folder, "device"));
        Directory.CreateDirectory(Path.Combine(_sysfs, "class", "block"));
        Directory.CreateSymbolicLink(Path.Combine(_sysfs, "class", "block", Path.GetFileName(path)), folder);
    }
}
