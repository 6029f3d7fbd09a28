using System.Text;
using CernVM.Builder.Initramfs;
using CsCheck;

namespace CernVM.Builder.Tests.Initramfs;

public sealed class CpioWriterTests
{
    [Fact]
    public void A_file_is_written_as_the_kernel_documents_it()
    {
        var expected = string.Concat(
            "070701", // magic
            "00000001", // inode
            "000081a4", // mode: regular file, 0644
            "00000000", "00000000", // owner
            "00000001", // links
            "0000000a", // time
            "00000003", // length
            "00000000", "00000000", "00000000", "00000000", // devices
            "00000008", // length of the name with its NUL
            "00000000", // check
            "version\0", "\0\0", // name, filled up to 4
            "abc", "\0");

        var bytes = Write([CpioEntry.File("version", "abc"u8.ToArray())], 10);

        Assert.StartsWith(expected, Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
        Assert.Contains("TRAILER!!!\0", Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_are_added_and_entries_sorted_so_the_order_given_does_not_matter()
    {
        CpioEntry[] entries = [CpioEntry.File("lib/b", default), CpioEntry.Folder("dev"), CpioEntry.File("lib/a/x", default), CpioEntry.Link("bin", "usr/bin")];
        var reference = Write(entries, 1);

        Gen.Shuffle(entries).Sample(order => Write(order, 1).AsSpan().SequenceEqual(reference));
    }

    [Fact]
    public void The_same_path_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => Write([CpioEntry.Folder("a"), CpioEntry.File("a", default)], 1));

    [Fact(Timeout = 60_000)]
    public async Task Cpio_reads_it()
    {
        using var workspace = new Workspace();
        var archive = workspace.File("a.cpio", Write([CpioEntry.CharacterDevice("dev/console", 5, 1, 0x180), CpioEntry.File("init", new byte[1001], 0x1ED), CpioEntry.Link("l", "init")], 86400));

        var (code, output) = await Task.Run(() => Workspace.Judge("cpio", "--list", "--verbose", "--numeric-uid-gid", "-F", archive));

        Assert.True(code == 0, output);
        Assert.Contains("crw-------   1 0        0          5,   1", output, StringComparison.Ordinal);
        Assert.Contains("-rwxr-xr-x   1 0        0            1001", output, StringComparison.Ordinal);
        Assert.Contains("l -> init", output, StringComparison.Ordinal);
    }

    private static byte[] Write(IEnumerable<CpioEntry> entries, uint time)
    {
        using var stream = new MemoryStream();
        CpioWriter.Write(stream, entries, time);
        return stream.ToArray();
    }
}
