using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Flavours.Composer.Definition;

namespace CernVM.Flavours.Composer.Tests.Definition;

public sealed class FlavourReaderTests
{
    private const string Smallest = """
        name: debian13
        title: Debian 13
        suite: trixie
        packages: [systemd]
        """;

    [Fact]
    public void Smallest_flavour_gets_the_defaults()
    {
        var flavour = FlavourReader.Read(Smallest, new DiagnosticBag("f"))!;

        Assert.Equal(["main"], flavour.Components);
        Assert.Equal("amd64", flavour.Architecture);
        Assert.Equal("{date}-{inputs}", flavour.Version);
        Assert.Equal((4, 12), (flavour.Packages[0].Line, flavour.Packages[0].Column));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_with_their_places()
    {
        var diagnostics = new DiagnosticBag("flavour.yaml");

        var flavour = FlavourReader.Read("""
            name: Debian 13
            suite: trixie
            packges: [systemd]
            packages:
              - systemd
              - Git
              - systemd
            version: "{date}"
            files:
              - path: etc/motd
                mode: 0999
                content: hello
            services:
              enable: [ssh]
            """, diagnostics);

        Assert.Null(flavour);
        Assert.Equal(
            [
                "flavour.yaml:1:1: DSC004", "flavour.yaml:1:7: FLV006", "flavour.yaml:3:1: DSC007", "flavour.yaml:6:5: FLV001", "flavour.yaml:7:5: FLV002",
                "flavour.yaml:8:10: FLV007", "flavour.yaml:10:11: FLV004", "flavour.yaml:11:11: FLV005", "flavour.yaml:14:12: FLV003",
            ],
            diagnostics.Items.Select(item => $"{item.File}:{item.Line}:{item.Column}: {item.Id}"));
    }

    [Theory]
    [InlineData("name: [", "DSC001")]
    [InlineData("- a\n- b", "DSC002")]
    [InlineData("", "DSC002")]
    [InlineData("name: a\nname: b", "DSC001")]
    public void What_is_no_mapping_is_one_mistake(string text, string id)
    {
        var diagnostics = new DiagnosticBag("f");

        Assert.Null(FlavourReader.Read(text, diagnostics));
        Assert.Equal([id], diagnostics.Items.Select(item => item.Id));
    }

    [Theory]
    [InlineData("debian12")]
    [InlineData("debian13")]
    public void Flavours_of_the_project_have_no_mistakes(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CernVM.sln")))
            folder = Path.GetDirectoryName(folder)!;

        var flavour = FlavourReader.ReadFile(Path.Combine(folder, "os-flavours", name, "flavour.yaml"));

        Assert.Equal(name, flavour.Name);
        Assert.Contains("/usr/share", flavour.NestedCatalogs);
    }
}
