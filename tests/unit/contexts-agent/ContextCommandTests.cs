using System.Text.Json;

namespace CernVM.Contexts.Agent.Tests;

public sealed class ContextCommandTests : IDisposable
{
    private readonly TrialGuest _guest = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _guest.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task Apply_works_on_a_folder_and_report_shows_what_it_did()
    {
        _guest.Put("/seed/user-data", "#cloud-config\nhostname: box\nuser: x\nruncmd: [ reboot ]\n");
        _guest.Put("/seed/meta-data", "instance-id: i-9\n");
        string[] apply = ["apply", "--root", _guest.Folder, "--user-data", _guest.Real("/seed/user-data"), "--meta-data", _guest.Real("/seed/meta-data"), "--source", "NoCloud"];

        Assert.Equal(0, await RunAsync([.. apply, "--phase", "early"]));
        Assert.Equal(0, await RunAsync([.. apply, "--phase", "late"]));
        Assert.Equal("box\n", _guest.Text("/etc/hostname"));
        _output.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync("report", "--root", _guest.Folder));
        var text = _output.ToString();
        Assert.Contains("context: instance i-9, user-data from NoCloud: 2 stage(s), all well", text, StringComparison.Ordinal);
        Assert.Contains("user-data:3:1: warning CC007: the key 'user' is not known and is ignored. Did you mean 'users'?", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(_guest.Text("/run/cernvm/context-report.json"));
        Assert.Equal(["hostname", "runcmd"], json.RootElement.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        Assert.Equal("Done", json.RootElement.GetProperty("stages")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Mistakes_in_user_data_make_apply_fail_after_the_rest_was_done()
    {
        _guest.Put("/seed/user-data", "#cloud-config\nhostname: box\nssh_pwauth: perhaps\n");
        Assert.Equal(1, await RunAsync("apply", "--root", _guest.Folder, "--user-data", _guest.Real("/seed/user-data"), "--meta-data", "/nonexistent"));
        Assert.Equal("box\n", _guest.Text("/etc/hostname"));
        Assert.Contains("user-data:3:13: error CC006", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_prints_places_that_editors_understand()
    {
        _guest.Put("/u", "#cloud-config\nusers:\n  - name: 1x\n");
        Assert.Equal(1, await RunAsync("lint", _guest.Real("/u")));
        Assert.StartsWith(_guest.Real("/u") + ":3:11: error CC006: 'users.name' does not fit: expected a login name", _output.ToString(), StringComparison.Ordinal);
        _output.GetStringBuilder().Clear();
        Assert.Equal(1, await RunAsync("lint", _guest.Real("/u"), "--json"));
        using var json = JsonDocument.Parse(_output.ToString());
        Assert.Equal(11, json.RootElement[0].GetProperty("column").GetInt32());
    }

    [Theory]
    [InlineData("no verb is given")]
    [InlineData("'fly' is no verb", "fly")]
    [InlineData("--root needs a value", "apply", "--root")]
    [InlineData("'noon' is no value of --phase", "apply", "--phase", "noon")]
    [InlineData("lint needs a FILE", "lint")]
    [InlineData("'x' is not understood", "report", "x")]
    public async Task Wrong_usage_is_explained(string message, params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));
        Assert.Contains(message, _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("usage: cernvm-context", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_before_the_first_run_says_so()
    {
        Assert.Equal(2, await RunAsync("report", "--root", _guest.Folder));
        Assert.Contains("the context agent has not run", _errors.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] args) => ContextCommand.RunAsync(args, _output, _errors, TestContext.Current.CancellationToken);
}
