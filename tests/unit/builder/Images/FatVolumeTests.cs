using CernVM.Builder.Images;
using CernVM.Builder.Images.Fat;

namespace CernVM.Builder.Tests.Images;

public sealed class FatVolumeTests
{
    private const int Mebibyte = 1 << 20;
    private static readonly DiskTime s_time = new(1_700_000_000);

    [Fact]
    public void The_boot_sector_says_what_the_specification_asks_for()
    {
        var sector = Write(8 * Mebibyte).AsSpan(0, 512);

        Assert.Equal([0xEB, 0x3C, 0x90], sector[..3].ToArray()); // jump
        Assert.Equal([0x00, 0x02], sector[11..13].ToArray()); // bytes per sector
        Assert.Equal([64, 0, 0, 0], sector[28..32].ToArray()); // sectors before the file system
        Assert.Equal("FAT16   "u8.ToArray(), sector[54..62].ToArray());
        Assert.Equal([0x55, 0xAA], sector[510..].ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(200)]
    public void Fsck_finds_no_mistake(int mebibytes)
    {
        using var workspace = new Workspace();
        var file = workspace.File("fat", Write(mebibytes * Mebibyte));

        var (code, output) = Workspace.Judge("fsck.vfat", "-n", "-v", file);

        Assert.True(code == 0, output);
        Assert.Contains("16 bit entries", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mtools_read_long_names_and_contents_back()
    {
        using var workspace = new Workspace();
        var file = workspace.File("fat", Write(8 * Mebibyte));

        Assert.Contains(".ucernvm_boot_loader", Workspace.Judge("mdir", "-i", file, "-a", "-b", "::/").Output, StringComparison.Ordinal);
        Assert.Equal("two", Workspace.Judge("mtype", "-i", file, "::/isolinux/Mixed Name.Config").Output);
        Assert.Equal("one", Workspace.Judge("mtype", "-i", file, "::/isolinux/isolinux.cfg").Output);
    }

    [Fact]
    public void The_same_files_give_the_same_bytes() => Assert.Equal(Write(4 * Mebibyte), Write(4 * Mebibyte));

    [Fact]
    public void Times_left_by_other_programs_are_evened_out()
    {
        var expected = Write(4 * Mebibyte);
        var other = Write(4 * Mebibyte, new DiskTime(1_600_000_000));
        Assert.NotEqual(expected, other);

        FatTimes.SetAll(other, s_time);

        Assert.Equal(expected, other);
    }

    [Fact]
    public void Times_of_deleted_entries_are_evened_out_too()
    {
        var (first, second) = (Write(4 * Mebibyte), Write(4 * Mebibyte, new DiskTime(1_600_000_000)));
        // The boot sector names the volume as well.
        var entry = 512 + first.AsSpan(512).IndexOf("UCERNVM"u8);
        first[entry] = second[entry] = 0xE5;

        FatTimes.SetAll(second, s_time);

        Assert.Equal(first, second);
    }

    [Fact]
    public void Files_that_do_not_fit_are_refused()
    {
        var volume = new FatVolume("X", 1, s_time);
        volume.Add("big", new byte[4 * Mebibyte]);

        Assert.Throws<IOException>(() => volume.Write(new byte[4 * Mebibyte], 0));
    }

    [Fact]
    public void Short_names_stay_apart()
    {
        var taken = new List<byte[]>();
        foreach (var name in new[] { "long name one.text", "long name two.text", "LONGNA~1.TEX" })
            taken.Add(FatName.Create(name, candidate => taken.Exists(other => other.AsSpan().SequenceEqual(candidate))).Short);

        Assert.Equal(3, taken.Select(Convert.ToHexString).Distinct().Count());
    }

    private static byte[] Write(int bytes, DiskTime? time = null)
    {
        var volume = new FatVolume("UCERNVM", 0x12345678, time ?? s_time);
        volume.Add("isolinux/isolinux.cfg", "one"u8.ToArray());
        volume.Add("isolinux/Mixed Name.Config", "two"u8.ToArray());
        volume.Add("cernvm/vmlinuz.xz", new byte[70_000]);
        volume.Add(".ucernvm_boot_loader", default);
        volume.AddFolder("empty");
        var image = new byte[bytes];
        volume.Write(image, 64);
        return image;
    }
}
