using CernVM.Builder.Images;
using CernVM.Builder.Recipes;
using CernVM.Builder.Tooling.Diagnostics;

namespace CernVM.Builder.Tests.Recipes;

public sealed class RecipeReaderTests
{
    private const string Good = """
        title: CernVM
        branch: devel
        version: 2026.11-1
        kernel:
          suite: bookworm
          package: linux-image-cloud-amd64
          command-line: [quiet, cvmfs_repos=os.cernvm.local]
        initramfs:
          agent: bin/init
          modules: [overlay]
        """;

    [Fact]
    public void Names_follow_branch_and_version()
    {
        var recipe = RecipeReader.Read(Good, new DiagnosticBag("r"))!;

        Assert.Equal("ucernvm-devel.2026.11-1.cernvm.x86_64", recipe.FileName);
        Assert.Equal(["hdd", "kernel"], recipe.Formats);
        Assert.Equal("xz", recipe.Compression);
    }

    [Fact]
    public void The_boot_menu_has_the_two_labels_of_the_appliance()
    {
        var menu = BootMenu.Text(RecipeReader.Read(Good, new DiagnosticBag("r"))!);

        Assert.Contains("DEFAULT normal\n", menu, StringComparison.Ordinal);
        Assert.Contains("TIMEOUT 20\n", menu, StringComparison.Ordinal);
        Assert.Contains("  APPEND quiet cvmfs_repos=os.cernvm.local cvmdebug", menu, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_with_their_places()
    {
        var diagnostics = new DiagnosticBag("r");

        Assert.Null(RecipeReader.Read("""
            title: CernVM
            branch: my branch
            version: 1.0
            menu-timeout: soon
            formats: [hdd, floppy]
            kernel:
              suite: bookworm
              command-line: ["a b"]
              colour: red
            initramfs:
              agent: bin/init
              compression: rar
              files:
                - path: /a
            """, diagnostics));
        Assert.Equal(
            ["2:9 RCP003", "3:10 RCP004", "4:15 DSC006", "5:16 RCP008", "7:3 DSC004", "8:18 RCP007", "9:3 DSC007", "12:16 RCP008", "14:13 RCP005"],
            diagnostics.Items.Select(item => $"{item.Line}:{item.Column} {item.Id}"));
    }

    [Fact]
    public void Recipes_of_the_project_have_no_mistakes()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CernVM.sln")))
            folder = Path.GetDirectoryName(folder)!;

        Assert.All(Directory.GetFiles(Path.Combine(folder, "builder/recipes"), "*.yaml"), file => Assert.NotEmpty(RecipeReader.ReadFile(file).Modules));
    }
}
