using CernVM.Functional.Appliance.Tests.Harness;

namespace CernVM.Functional.Appliance.Tests.Descriptions;

/// <summary>Mistakes in the recipe of a boot image.</summary>
public sealed class RecipeMistakesTests : IDisposable
{
    private const int DescriptionMistake = 3;
    private const int MachineLacksSomething = 4;
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task All_mistakes_are_shown_at_once_with_their_places()
    {
        var file = _work.Write("recipe.yaml", """
            title: CernVM
            branch: a b
            version: 2026.11
            menu-timeout: soon
            formats: [hdd, vhs]
            kernel:
              suite: bookworm
              command-line:
                - root=first quiet
                - {a: b}
              flags: 1
            initramfs:
              compression: lzma
              modules: overlay
              files:
                - path: /bin/x
                - path: /bin/y
                  source: /bin/true
                  mode: rwx
            keys:
              - repository: os.cernvm.local
            """);

        var build = await _work.CernvmAsync("image", "build", "--recipe", file, "--output", "images", "--cache", "cache");

        Assert.Equal(DescriptionMistake, build.ExitCode);
        Assert.Equal(
            [
                "2:9: RCP003: 'a b': expected letters, digits and '-'",
                "3:10: RCP004: '2026.11': expected the form YYYY.MM-R such as 2026.11-1",
                "4:15: DSC006: 'menu-timeout': expected a whole number from 1 to 6000, found 'soon'",
                "5:16: RCP008: 'vhs': expected one of hdd, kernel",
                "7:3: DSC004: 'package' is missing: expected a kernel package",
                "9:7: RCP007: 'root=first quiet': expected one kernel option without blanks per line",
                "10:7: DSC005: 'command-line': expected kernel options, found a mapping",
                "11:3: DSC007: unknown key 'flags': expected one of command-line, keyring, package, suite",
                "13:3: DSC004: 'agent' is missing: expected the executable that becomes /init",
                "13:16: RCP008: 'lzma': expected one of xz, zstd, gzip",
                "14:12: DSC005: 'modules': expected a list of modules, found 'overlay'",
                "16:13: RCP005: '/bin/x': expected either 'source' or 'content'",
                "19:13: RCP006: 'rwx' is not a mode: expected octal digits such as 0755",
                "21:5: DSC004: 'file' is missing: expected a public key in PEM form",
            ],
            build.Complaints.Select(line => line.Replace($"{file}:", string.Empty)));
        Assert.Equal([file], Directory.GetFileSystemEntries(_work.Path));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_recipe_that_is_not_there_is_named()
    {
        var build = await _work.CernvmAsync("image", "build", "--recipe", "none.yaml");

        Assert.Equal(DescriptionMistake, build.ExitCode);
        Assert.Contains("'none.yaml' does not exist", Assert.Single(build.Complaints), StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--agent", "no-agent", "the init agent 'no-agent' does not exist")]
    [InlineData("--key", "os.cernvm.local=no-key.pub", "the public key 'no-key.pub' of os.cernvm.local does not exist")]
    public async Task An_input_that_is_not_there_is_named(string option, string value, string message)
    {
        var build = await _work.CernvmAsync("image", "build", "--recipe", _work.Write("recipe.yaml", Images.TinyRecipe.Text), option, value);

        Assert.Equal(MachineLacksSomething, build.ExitCode);
        Assert.Contains(message, Assert.Single(build.Complaints), StringComparison.Ordinal);
    }
}
