using CernVM.Builder.Images;

namespace CernVM.Builder.Tests.Images;

public sealed class MasterBootRecordTests
{
    [Fact]
    public void The_record_is_written_as_a_BIOS_reads_it()
    {
        var sector = new byte[512];

        MasterBootRecord.Write(sector, [0x90, 0x91], 0xAABBCCDD, 64, 29_440);

        Assert.Equal([0x90, 0x91, 0], sector[..3]); // code
        Assert.Equal([0xDD, 0xCC, 0xBB, 0xAA], sector[440..444]); // disk number
        Assert.Equal(
            [
                0x80, // active
                0x01, 0x02, 0x00, // head 1, sector 2, cylinder 0
                0x0E, // FAT16 by blocks
                0xD5, 0x14, 0x01, // last: head 213, sector 20, cylinder 1
                0x40, 0, 0, 0, // first block
                0x00, 0x73, 0, 0, // blocks
            ],
            sector[446..462]);
        Assert.Equal([0x55, 0xAA], sector[510..]);
    }

    [Fact]
    public void Sgdisk_accepts_the_table()
    {
        using var workspace = new Workspace();
        var disk = new byte[2 << 20];
        MasterBootRecord.Write(disk.AsSpan(0, 512), [], 1, 64, (uint)(disk.Length / 512) - 64);

        var (code, output) = Workspace.Judge("sgdisk", "--print", workspace.File("disk", disk));

        Assert.True(code == 0, output);
        Assert.Matches(@"1\s+64\s+4095", output);
    }
}
