using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Devices;
using CernVM.Bootloader.Agent.Devices.Probing;
using CernVM.Bootloader.Agent.Scratch;

namespace CernVM.Bootloader.Agent.Tests.Scratch;

public sealed class ScratchChooserTests : IDisposable
{
    private readonly FakeSystem _system = new();
    private readonly List<string> _notes = [];
    private readonly TemporaryFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_labelled_file_system_is_taken_and_nothing_is_formatted()
    {
        Assert.Equal("/dev/vdc", Choose(Blank("vdb"), Labelled("vdc"))!.Device);
        Assert.Equal(["mount vdc"], _system.Calls);
    }

    [Fact]
    public void A_blank_disk_is_formatted_and_mounted()
    {
        Assert.True(Choose(Disk("vda", "gpt", ""), Blank("vdb"))!.IsPersistent);
        Assert.Equal(["format vdb", "mount vdb"], _system.Calls);
    }

    [Theory]
    [InlineData("crypto_LUKS")]
    [InlineData("LVM2_member")]
    [InlineData("swap")]
    [InlineData("ext")]
    [InlineData("")]
    public void A_disk_with_anything_on_it_is_never_formatted(string kind)
    {
        ScratchSpace space = Choose(Disk("vda", kind, ""))!;

        Assert.Equal(("tmpfs", false), (space.Device, space.IsPersistent));
        Assert.Equal(["memory"], _system.Calls);
    }

    [Fact]
    public void Disks_that_are_too_small_removable_read_only_or_partitioned_are_left_alone()
    {
        ProbedDevice blank = Blank("vda");
        Choose(
            blank with { Device = blank.Device with { Size = 700L << 20 } },
            blank with { Device = blank.Device with { IsRemovable = true } },
            blank with { Device = blank.Device with { IsReadOnly = true } },
            blank with { Device = blank.Device with { Partitions = 1 } },
            blank with { Device = blank.Device with { Disk = "vda" } },
            blank with { Device = blank.Device with { HasHardware = false } });

        Assert.Equal(["memory"], _system.Calls);
        Assert.Contains(_notes, note => note.Contains("750 MiB", StringComparison.Ordinal));
    }

    [Fact]
    public void A_labelled_disk_that_does_not_mount_is_a_failure_and_not_a_reason_to_format()
    {
        _system.MountProblem = "bad superblock";

        (ScratchSpace? space, BootFailure? failure) = new ScratchChooser(_system, _notes.Add).Choose([Labelled("vdb"), Blank("vdc")]);

        Assert.Null(space);
        Assert.Equal("bad superblock", failure!.Why);
        Assert.Equal(["mount vdb"], _system.Calls);
    }

    [Fact]
    public void A_disk_that_cannot_be_formatted_leaves_memory()
    {
        _system.FormatProblem = "I/O error";

        Assert.Equal("tmpfs", Choose(Blank("vdb"))!.Device);
        Assert.Contains(_notes, note => note.Contains("I/O error", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scratch_belongs_to_the_os_that_used_it_first()
    {
        Assert.Null(ScratchOwner.Other(_scratch.Path, "os.cernvm.local", "debian12"));
        ScratchOwner.Claim(_scratch.Path, "os.cernvm.local", "debian12");

        Assert.Null(ScratchOwner.Other(_scratch.Path, "os.cernvm.local", "debian12"));
        Assert.Equal("os.cernvm.local:/debian12", ScratchOwner.Other(_scratch.Path, "os.cernvm.local", "debian13"));
    }

    private ScratchSpace? Choose(params ProbedDevice[] devices) => new ScratchChooser(_system, _notes.Add).Choose(devices).Space;

    private static ProbedDevice Blank(string name) => Disk(name, "", "", isBlank: true);

    private static ProbedDevice Labelled(string name) => Disk(name, "ext", "UROOT");

    private static ProbedDevice Disk(string name, string kind, string label, bool isBlank = false) =>
        new(new BlockDevice { Name = name, Size = 10L << 30, HasHardware = true }, new DeviceContent(kind, label, isBlank));

    private sealed class FakeSystem : IScratchSystem
    {
        public List<string> Calls { get; } = [];

        public string? MountProblem { get; set; }

        public string? FormatProblem { get; set; }

        public string? Format(BlockDevice device)
        {
            Calls.Add($"format {device.Name}");
            return FormatProblem;
        }

        public string? Mount(BlockDevice device)
        {
            Calls.Add($"mount {device.Name}");
            return MountProblem;
        }

        public (long? Size, string Why) MountMemory()
        {
            Calls.Add("memory");
            return (1 << 20, "");
        }
    }
}
