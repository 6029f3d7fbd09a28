using System.Text;
using CernVM.Builder.Images;
using CernVM.Builder.Images.Iso;
using CernVM.Builder.Running;

namespace CernVM.Builder.Tests.Images;

public sealed class IsoImageTests
{
    private static readonly byte[] s_userData = "#cloud-config\n"u8.ToArray();

    [Fact]
    public void Descriptors_stand_at_their_blocks()
    {
        var image = SeedDisc.Create(s_userData, null);

        Assert.Equal("\u0001CD001\u0001"u8.ToArray(), image[0x8000..0x8007]); // primary
        Assert.Equal("cidata "u8.ToArray(), image[0x8028..0x802F]); // name of the volume
        Assert.Equal("\u0002CD001\u0001"u8.ToArray(), image[0x8800..0x8807]); // Joliet
        Assert.Equal("%/E"u8.ToArray(), image[0x8858..0x885B]); // UCS-2 level 3
        Assert.Equal(0xFF, image[0x9000]); // end of the descriptors
    }

    [Fact]
    public void Isoinfo_sees_the_names_and_contents_of_NoCloud()
    {
        using var workspace = new Workspace();
        var file = workspace.File("seed.iso", SeedDisc.Create(s_userData, null));

        Assert.Contains("Volume id: cidata", Workspace.Judge("isoinfo", "-d", "-i", file).Output, StringComparison.Ordinal);
        var names = Workspace.Judge("isoinfo", "-J", "-f", "-i", file).Output;
        Assert.Contains("/meta-data", names, StringComparison.Ordinal);
        Assert.Contains("/user-data", names, StringComparison.Ordinal);
        Assert.Equal("#cloud-config\n", Workspace.Judge("isoinfo", "-J", "-i", file, "-x", "/user-data;1").Output);
    }

    [Fact]
    public void Xorriso_loads_the_tree()
    {
        using var workspace = new Workspace();
        var (code, output) = Workspace.Judge("xorriso", "-indev", workspace.File("seed.iso", SeedDisc.Create(s_userData, null)), "-find", "/");

        Assert.True(code == 0, output);
        Assert.Contains("'/user-data'", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_identity_follows_the_user_data()
    {
        var first = Encoding.UTF8.GetString(SeedDisc.Create(s_userData, null));
        var second = Encoding.UTF8.GetString(SeedDisc.Create("#cloud-config\n\n"u8.ToArray(), null));

        Assert.Equal(first, Encoding.UTF8.GetString(SeedDisc.Create(s_userData, null)));
        Assert.NotEqual(Instance(first), Instance(second));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    public void Impossible_names_are_refused(string name) =>
        Assert.Throws<ArgumentException>(() => IsoImage.Create("x", new Dictionary<string, byte[]> { [name] = [] }, new DiskTime(0)));

    private static string Instance(string image) => image.Substring(image.IndexOf("instance-id", StringComparison.Ordinal), 32);
}
