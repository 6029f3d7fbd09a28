using CernVM.Builder.Running;

namespace CernVM.Builder.Tests.Running;

public sealed class QemuArgumentsTests
{
    [Fact]
    public void Disks_come_in_order_and_the_boot_disk_is_never_written()
    {
        var text = Line(new MachineOptions("/state") { Disk = "/boot,disk.hdd", Scratch = "/s.qcow2" }, "/seed.iso");

        Assert.Contains("id=boot,file=/boot,,disk.hdd,format=raw,readonly=on", text, StringComparison.Ordinal);
        Assert.Contains("id=scratch,file=/s.qcow2,format=qcow2,cache=unsafe", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("id=boot", StringComparison.Ordinal) < text.IndexOf("id=scratch", StringComparison.Ordinal));
        Assert.True(text.IndexOf("id=scratch", StringComparison.Ordinal) < text.IndexOf("id=seed", StringComparison.Ordinal));
        Assert.Contains("hostfwd=tcp:127.0.0.1:2222-:22", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metadata_service_appears_at_its_well_known_address()
    {
        var text = Line(new MachineOptions("/state") { MetadataPort = 8080, PortJoiner = "/bin/cernvm image join-port" }, null);

        Assert.Contains("net=169.254.169.0/24,guestfwd=tcp:169.254.169.254:80-cmd:/bin/cernvm image join-port 8080", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Kernel_and_initramfs_start_directly()
    {
        var text = Line(new MachineOptions("/state") { Kernel = "/k", Initramfs = "/i", CommandLine = "console=ttyS0" }, null);

        Assert.Contains("-kernel /k -initrd /i -append console=ttyS0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=boot", text, StringComparison.Ordinal);
    }

    private static string Line(MachineOptions options, string? seed) => string.Join(' ', QemuArguments.Create(options, seed, "/run/qmp", 2222));
}
