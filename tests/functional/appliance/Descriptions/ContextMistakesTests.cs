using System.Text.Json;
using CernVM.Functional.Appliance.Tests.Harness;

namespace CernVM.Functional.Appliance.Tests.Descriptions;

/// <summary>Mistakes in user-data.</summary>
public sealed class ContextMistakesTests : IDisposable
{
    private const int DescriptionMistake = 3;

    private const string Wrong = """
        [ucernvm-begin]
        resize_rootfs=maybe
        cvmfs_branch==x
        nonsense
        scratch_mount_point=/mnt
        [ucernvm-end]
        #cloud-config
        users:
          - nme: bob
            sudo: 5
        hostname: a_b c
        ssh_authorized_keys: 7
        write_files:
          - content: text
            permissions: "0999"
        runcmd: echo
        colour: red
        """;

    private static readonly string[] s_findings =
    [
        "2:15: error MC006", "3:14: error MC006", "4:1: warning MC002", "5:1: warning MC003",
        "9:5: error CC011", "9:5: warning CC007", "10:11: error CC006", "11:11: error CC006", "12:22: error CC006",
        "14:5: error CC016", "15:18: error CC006", "16:9: error CC006", "17:1: warning CC007",
    ];

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task All_mistakes_of_the_boot_block_and_the_cloud_config_are_shown_at_once()
    {
        var file = _work.Write("user-data", Wrong);

        var lint = await _work.CernvmAsync("context", "lint", file);

        Assert.Equal(DescriptionMistake, lint.ExitCode);
        var lines = lint.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(s_findings, lines.Select(line => Place(line, file)));
        Assert.All(lines.Where(line => line.Contains("C006:", StringComparison.Ordinal)), line => Assert.Contains("expected ", line, StringComparison.Ordinal));
        Assert.Contains("Did you mean 'name'?", lint.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Programs_get_the_same_findings_as_JSON()
    {
        var file = _work.Write("user-data", Wrong);

        var lint = await _work.CernvmAsync("context", "lint", "--json", file);

        Assert.Equal(DescriptionMistake, lint.ExitCode);
        using var findings = JsonDocument.Parse(lint.Output);
        string Text(JsonElement finding, string name) => finding.GetProperty(name).ToString();
        Assert.Equal(s_findings, findings.RootElement.EnumerateArray().Select(finding =>
            $"{Text(finding, "line")}:{Text(finding, "column")}: {Text(finding, "severity")} {Text(finding, "id")}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Warnings_alone_are_no_failure()
    {
        var lint = await _work.CernvmAsync("context", "lint", _work.Write("user-data", "#cloud-config\ncolour: red\n"));

        Assert.Equal(0, lint.ExitCode);
        Assert.Contains("2:1: warning CC007", lint.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("#cloud-config\n[ucernvm-begin]\ncernvm_path=debian13\n", "2:1: error MC001")]
    [InlineData("#cloud-config\nhostname: a\n\tlocale: C\n", "3:1: error CC001")]
    [InlineData("#cloud-confg\nhostname: a\n", "1:1: error UD011")]
    public async Task One_mistake_that_hides_the_rest_is_shown_where_it_is(string text, string finding)
    {
        var file = _work.Write("user-data", text);

        var lint = await _work.CernvmAsync("context", "lint", file);

        Assert.Equal(DescriptionMistake, lint.ExitCode);
        Assert.StartsWith($"{file}:{finding}: ", lint.Output, StringComparison.Ordinal);
    }

    // "FILE:4:1: warning MC002: message" without file and message.
    private static string Place(string line, string file)
    {
        var rest = line[$"{file}:".Length..];
        return rest[..rest.IndexOf(": ", rest.IndexOf(": ", StringComparison.Ordinal) + 2, StringComparison.Ordinal)];
    }
}
