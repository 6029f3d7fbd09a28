using CernVM.Bootloader.Agent.Devices;
using CernVM.Bootloader.Agent.Devices.Probing;
using CsCheck;

namespace CernVM.Bootloader.Agent.Tests.Devices;

public sealed class SuperblockProbeTests
{
    private const long Size = 40 << 20;

    [Theory]
    [InlineData("ext", "UROOT", "mkfs.ext4", "-q -F -L UROOT")]
    [InlineData("ext", "old", "mkfs.ext3", "-q -F -L old")]
    [InlineData("vfat", "CIDATA", "mkfs.vfat", "-n CIDATA")]
    [InlineData("vfat", "CIDATA", "mkfs.vfat", "-F 32 -n CIDATA")]
    [InlineData("vfat", "", "mkfs.vfat", "-F 16")]
    [InlineData("swap", "", "mkswap", "-q")]
    public void What_the_usual_programs_make_is_recognised(string kind, string label, string program, string arguments)
    {
        using var file = new TemporaryFile(Size);
        Assert.Equal(0, Tool.Run(program, [.. arguments.Split(' '), file.Path]).Code);

        DeviceContent content = SuperblockProbe.Probe(file.Stream, Size);

        Assert.Equal((kind, label, false), (content.Kind, content.Label, content.IsBlank));
    }

    [Fact]
    public void A_seed_made_by_genisoimage_is_recognised()
    {
        using var file = new TemporaryFile();
        using var source = new TemporaryFile();
        Assert.Equal(0, Tool.Run("genisoimage", "-quiet", "-o", file.Path, "-V", "cidata", "-r", source.Path).Code);

        DeviceContent content = SuperblockProbe.Probe(file.Stream, file.Stream.Length);

        Assert.Equal(("iso9660", "cidata"), (content.Kind, content.Label));
    }

    [Fact]
    public void Zeros_are_blank()
    {
        using var file = new TemporaryFile(Size);

        Assert.True(SuperblockProbe.Probe(file.Stream, Size).IsBlank);
    }

    [Fact]
    public void Every_signature_alone_keeps_the_device_from_being_blank()
    {
        foreach (Signature signature in Signatures.All)
        {
            using var image = new MemoryStream(new byte[4 << 20]);
            image.Position = signature.Offset >= 0 ? signature.Offset : image.Length + signature.Offset;
            image.Write(signature.Magic);

            DeviceContent content = SuperblockProbe.Probe(image, image.Length);

            Assert.False(content.IsBlank);
            Assert.Equal(signature.Kind, content.Kind);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SuperblockProbe.HeadLength - 1)]
    [InlineData(Size - 1)]
    [InlineData(Size - SuperblockProbe.TailLength)]
    public void One_unknown_byte_in_the_probed_parts_keeps_it_from_being_blank(long at)
    {
        using var file = new TemporaryFile(Size);
        file.Stream.Position = at;
        file.Stream.WriteByte(1);

        DeviceContent content = SuperblockProbe.Probe(file.Stream, Size);

        Assert.Equal(("", false), (content.Kind, content.IsBlank));
    }

    [Fact]
    public void A_boot_sector_that_is_cut_off_has_no_label()
    {
        byte[] cut = [.. new byte[54], .. "FAT16   "u8];

        DeviceContent content = SuperblockProbe.Probe(new MemoryStream(cut), cut.Length);

        Assert.Equal(("vfat", ""), (content.Kind, content.Label));
    }

    [Fact]
    public void Hostile_bytes_never_throw() =>
        Gen.Byte.Array[0, 4096].Sample(bytes =>
        {
            foreach (int at in new[] { 0, 0x400, 0x8000 })
            {
                using var image = new MemoryStream(new byte[at + bytes.Length + 8192]);
                image.Position = at;
                image.Write(bytes);
                _ = SuperblockProbe.Probe(image, image.Length);
            }

            byte[] fat = [.. new byte[54], .. "FAT16   "u8, .. bytes];
            bytes.AsSpan(0, Math.Min(50, bytes.Length)).CopyTo(fat);
            _ = SuperblockProbe.Probe(new MemoryStream(fat), fat.Length);
        });

    [Theory]
    [InlineData("sda", 1, "sda1")]
    [InlineData("nvme0n1", 1, "nvme0n1p1")]
    [InlineData("mmcblk0", 2, "mmcblk0p2")]
    [InlineData("vdb", 12, "vdb12")]
    public void Partitions_are_named_as_the_kernel_names_them(string disk, int number, string expected) =>
        Assert.Equal(expected, PartitionName.Of(disk, number));
}
