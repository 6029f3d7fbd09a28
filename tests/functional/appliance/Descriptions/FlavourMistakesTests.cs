using CernVM.Functional.Appliance.Tests.Harness;

namespace CernVM.Functional.Appliance.Tests.Descriptions;

/// <summary>Mistakes in a flavour.yaml.</summary>
public sealed class FlavourMistakesTests : IDisposable
{
    private const int DescriptionMistake = 3;
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task All_mistakes_are_shown_at_once_with_their_places()
    {
        var file = _work.Write("flavour.yaml", """
            name: Bad Name
            suite: trixie
            colour: red
            packages:
              - bash
              - Not_OK
              - bash
            files:
              - path: etc/relative
                mode: 0999
                content: text
                owner: root
            folders:
              - /cvmfs
            links:
              - path: /a/../b
            services:
              enable: ssh
              disable: [ssh]
            version: "{date}"
            """);

        var lint = await _work.CernvmAsync("flavour", "lint", file);

        Assert.Equal(DescriptionMistake, lint.ExitCode);
        Assert.Equal(
            [
                "1:1: DSC004: 'title' is missing: expected a line for people",
                "1:7: FLV006: 'name': 'Bad Name': expected small letters, digits, '-' and '.'",
                "3:1: DSC007: unknown key 'colour': expected one of architecture, components, exclude, files, folders, include, keyring, links, mirror, name, nested-catalogs, packages, pinned, remove, security-mirror, services, suite, title, version",
                "6:5: FLV001: 'Not_OK' cannot be a Debian package: expected small letters, digits, '+', '-' and '.'",
                "7:5: FLV002: package 'bash' is listed twice: remove one",
                "9:11: FLV004: 'etc/relative': expected an absolute path without '..'",
                "10:11: FLV005: '0999' is not a mode: expected octal digits such as 0644",
                "12:5: DSC007: unknown key 'owner': expected one of content, mode, path",
                "14:5: DSC005: 'folders': expected a mapping, found '/cvmfs'",
                "16:5: DSC004: 'target' is missing: expected where the link leads",
                "16:11: FLV004: '/a/../b': expected an absolute path without '..'",
                "18:11: DSC005: 'enable': expected a list of systemd units, found 'ssh'",
                "19:13: FLV003: 'ssh' is not a unit: expected a full name such as 'ssh.service'",
                "20:10: FLV007: 'version' must contain {inputs}: two different compositions of one day need two versions",
            ],
            lint.Complaints.Select(line => line.Replace($"{file}:", string.Empty)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("name: a\n\ttitle: b\n", "2:1: DSC001")]
    [InlineData("name: a\nname: b\n", "2:1: DSC001")]
    [InlineData("", "1:1: DSC002")]
    [InlineData("- name\n", "1:1: DSC002")]
    [InlineData("name: [\n", "2:1: DSC001")]
    public async Task A_text_that_is_no_mapping_is_refused_with_its_place(string text, string place)
    {
        var file = _work.Write("flavour.yaml", text);

        var lint = await _work.CernvmAsync("flavour", "lint", file);

        Assert.Equal(DescriptionMistake, lint.ExitCode);
        Assert.StartsWith($"{file}:{place}", Assert.Single(lint.Complaints), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Composing_a_wrong_flavour_shows_what_lint_shows_and_touches_nothing()
    {
        var file = _work.Write("flavour.yaml", "name: a\ntitle: b\nsuite: trixie\npackages: bash\n");

        var lint = await _work.CernvmAsync("flavour", "lint", file);
        var compose = await _work.CernvmAsync("flavour", "compose", file, "--output", "out", "--cache", "cache");

        Assert.Equal(DescriptionMistake, compose.ExitCode);
        Assert.Equal(lint.Errors, compose.Errors);
        Assert.Equal([file], Directory.GetFileSystemEntries(_work.Path));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_flavour_that_is_not_there_is_named()
    {
        var lint = await _work.CernvmAsync("flavour", "lint", "debian99");

        Assert.Equal(DescriptionMistake, lint.ExitCode);
        Assert.Contains("'os-flavours/debian99/flavour.yaml' does not exist", Assert.Single(lint.Complaints), StringComparison.Ordinal);
    }
}
