using System.Text;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Mounts;
using CsCheck;

namespace CernVM.Cvmfs.Linux.Tests.Mounts;

public class MountInfoParserTests
{
    [Fact]
    public void ALineOfTheKernelsDocumentation()
    {
        var entry = Assert.Single(MountInfoParser.Parse("36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue\n"u8));
        Assert.Equal((36, 35, new DeviceNumber(98, 0)), (entry.Id, entry.ParentId, entry.Device));
        Assert.Equal(("/mnt1", "/mnt2", "rw,noatime"), (entry.Root, entry.Target, entry.Options));
        Assert.Equal(["master:1", "shared:2"], entry.Propagation);
        Assert.Equal(("ext3", "/dev/root", "rw,errors=continue"), (entry.Type, entry.Source, entry.SuperOptions));
        Assert.False(entry.IsReadOnly);
    }

    [Fact]
    public void EscapedBlanksAndNoOptionalFields()
    {
        var entry = Assert.Single(MountInfoParser.Parse(Encoding.UTF8.GetBytes("1 0 0:5 / /a\\040b\\134c\\011\\012 ro - fuse.cvmfs2 cvmfs2 ro")));
        Assert.Equal("/a b\\c\t\n", entry.Target);
        Assert.Empty(entry.Propagation);
        Assert.True(entry.IsReadOnly);
    }

    [Theory]
    [InlineData("\\04", "\\04")]
    [InlineData("\\999", "\\999")]
    [InlineData("\\303\\274", "ü")]
    [InlineData("x\\", "x\\")]
    public void OctalEscapes(string field, string expected) => Assert.Equal(expected, MountInfoParser.Unescape(field));

    [Fact]
    public void HostileTextNeverThrows() => Gen.Char["0123456789 :-/\\\n,ab"].Array[0, 200].Sample(characters =>
    {
        MountInfoParser.Parse(Encoding.UTF8.GetBytes(characters));
        return true;
    });

    [Fact]
    public void TheOwnTableHasTheRootAndProc()
    {
        Assert.NotNull(MountTable.At("/"));
        Assert.Equal("proc", MountTable.At("/proc")?.Type);
    }
}
