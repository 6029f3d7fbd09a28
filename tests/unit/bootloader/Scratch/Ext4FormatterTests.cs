using CernVM.Bootloader.Agent.Devices.Probing;
using CernVM.Bootloader.Agent.Scratch.Ext4;

namespace CernVM.Bootloader.Agent.Tests.Scratch;

public sealed class Ext4FormatterTests
{
    private static readonly Ext4Identity Identity = new("UROOT", Guid.Parse("12345678-9abc-def0-1234-56789abcdef0"), 1_700_000_000);

    [Theory]
    [InlineData(64L << 20)]
    [InlineData((64L << 20) + 5000)]
    [InlineData(128L << 20)]
    [InlineData((128L << 20) + (40 << 12))]
    [InlineData((128L << 20) + (2200 << 12))]
    [InlineData(1000L << 20)]
    [InlineData(20L << 30)]
    [InlineData(300L << 30)]
    public void E2fsck_finds_nothing_to_repair(long size)
    {
        using var file = new TemporaryFile(size);
        Assert.True(Ext4Formatter.Format(file.Stream, size, Identity));
        file.Stream.Flush(flushToDisk: false);

        (int code, string output) = Tool.Run("e2fsck", "-fn", file.Path);

        Assert.True(code == 0, output);
    }

    [Fact]
    public void The_label_and_the_identity_are_read_back_by_dumpe2fs_and_by_the_prober()
    {
        const long size = 256 << 20;
        using var file = new TemporaryFile(size);
        Ext4Formatter.Format(file.Stream, size, Identity);
        file.Stream.Flush(flushToDisk: false);

        string dump = Tool.Run("dumpe2fs", "-h", file.Path).Output;

        Assert.Contains("Filesystem volume name:   UROOT", dump, StringComparison.Ordinal);
        Assert.Contains("12345678-9abc-def0-1234-56789abcdef0", dump, StringComparison.Ordinal);
        Assert.Contains("metadata_csum", dump, StringComparison.Ordinal);
        Assert.Contains("Journal inode:            8", dump, StringComparison.Ordinal);
        DeviceContent content = SuperblockProbe.Probe(file.Stream, size);
        Assert.Equal(("ext", "UROOT", false, false), (content.Kind, content.Label, content.IsBlank, content.NeedsCheck));
    }

    [Fact]
    public void Debugfs_can_fill_it_and_it_stays_clean()
    {
        const long size = 200 << 20;
        using var file = new TemporaryFile(size);
        using var content = new TemporaryFile(30 << 20);
        content.Stream.Write([1, 2, 3]);
        content.Stream.Flush();
        Ext4Formatter.Format(file.Stream, size, Identity);
        file.Stream.Flush(flushToDisk: false);

        Assert.Equal(0, Tool.Run("debugfs", "-w", "-R", $"write {content.Path} big", file.Path).Code);
        Assert.Equal(0, Tool.Run("debugfs", "-w", "-R", "mkdir persistent", file.Path).Code);

        (int code, string output) = Tool.Run("e2fsck", "-fn", file.Path);
        Assert.True(code == 0, output);
        Assert.Contains("persistent", Tool.Run("debugfs", "-R", "ls /", file.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_area_with_old_bytes_is_cleared()
    {
        const long size = 64 << 20;
        using var file = new TemporaryFile(size);
        file.Stream.Position = 6 << 20;
        file.Stream.WriteByte(0xc0);
        Ext4Formatter.Format(file.Stream, size, Identity);

        file.Stream.Position = 6 << 20;
        Assert.Equal(0, file.Stream.ReadByte());
    }

    [Fact]
    public void Too_small_a_device_is_refused_and_left_alone()
    {
        using var file = new TemporaryFile(63 << 20);

        Assert.False(Ext4Formatter.Format(file.Stream, file.Stream.Length, Identity));
        Assert.True(SuperblockProbe.Probe(file.Stream, file.Stream.Length).IsBlank);
    }

    [Fact]
    public void Crc32c_has_the_known_check_value() => Assert.Equal(0xe3069283u, ~Crc32c.Append(Crc32c.Start, "123456789"u8));
}
