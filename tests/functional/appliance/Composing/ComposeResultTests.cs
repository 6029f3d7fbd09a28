using CernVM.Functional.Appliance.Tests.Harness;

namespace CernVM.Functional.Appliance.Tests.Composing;

/// <summary>Compositions that end well: after a killed run, twice the same, and not twice for nothing.</summary>
[Collection(ComposeCollection.Name)]
public sealed class ComposeResultTests : IDisposable
{
    private const int TreesDiffer = 1;
    private readonly WorkFolder _work = new();
    private readonly string _flavour;

    public ComposeResultTests()
    {
        Products.RequireRoot();
        _flavour = _work.Write("flavour.yaml", TinyFlavour.Text);
    }

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task The_run_after_a_killed_one_makes_what_an_undisturbed_run_makes()
    {
        await KilledWhileInstallingAsync("one");
        await ComposeAsync("one");
        await ComposeAsync("two");

        Assert.Equal([".lock-tiny", "tiny"], Directory.GetFileSystemEntries(_work.In("one")).Select(Path.GetFileName).Order());
        var diff = await DiffAsync();
        Assert.True(diff.ExitCode == 0, diff.Output);
        Assert.EndsWith(" 0 differences\n", diff.Output, StringComparison.Ordinal);
        foreach (var name in (string[])["flavour.json", "manifest.tsv"])
            Assert.Equal(File.ReadAllText(_work.In($"one/tiny/{name}")), File.ReadAllText(_work.In($"two/tiny/{name}")));

        await UnchangedIsSkippedAsync("two");
        await EveryKindOfDifferenceIsFoundAsync();
    }

    [Fact(Timeout = 300_000)]
    public async Task A_stopped_run_cleans_up_after_itself()
    {
        await using var compose = StartCompose("out");
        await InstallingAsync(compose, "out");

        await compose.SignalAsync("TERM");

        var result = await compose.EndAsync();
        Assert.True(result.ExitCode == 130, $"{result}");
        Assert.Contains("stopped", Assert.Single(result.Complaints), StringComparison.Ordinal);
        await _work.NoProcessesAsync();
        Assert.Empty(Directory.GetDirectories(_work.In("out")));
    }

    private async Task KilledWhileInstallingAsync(string output)
    {
        await using var compose = StartCompose(output);
        await InstallingAsync(compose, output);

        var second = await _work.CernvmAsync(Arguments(output));
        Assert.Equal(4, second.ExitCode);
        Assert.Contains("another run is making 'tiny' here", Assert.Single(second.Complaints), StringComparison.Ordinal);

        await compose.SignalAsync("KILL");
        await compose.EndAsync();
        await _work.NoProcessesAsync();
        _work.AssertNoMounts(_work.In(output));
        Assert.False(Directory.Exists(_work.In($"{output}/tiny")));
    }

    private async Task UnchangedIsSkippedAsync(string output)
    {
        var before = File.GetLastWriteTimeUtc(_work.In($"{output}/tiny/flavour.json"));

        var again = await ComposeAsync(output);

        Assert.Contains("unchanged", again.Errors, StringComparison.Ordinal);
        Assert.Equal(before, File.GetLastWriteTimeUtc(_work.In($"{output}/tiny/flavour.json")));
    }

    private async Task EveryKindOfDifferenceIsFoundAsync()
    {
        var root = _work.In("two/tiny/root");
        await File.AppendAllTextAsync(Path.Combine(root, "etc/fstab"), "changed\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(Path.Combine(root, "cvmfs"), UnixFileMode.UserRead);
        File.Delete(Path.Combine(root, "etc/debian_version"));
        await _work.RequireAsync("chown", "1:1", Path.Combine(root, "usr/bin/true"));
        await _work.RequireAsync("setcap", "cap_net_raw+ep", Path.Combine(root, "usr/bin/false"));

        var diff = await DiffAsync();

        Assert.Equal(TreesDiffer, diff.ExitCode);
        foreach (var path in (string[])["/etc/fstab", "/cvmfs", "/etc/debian_version", "/usr/bin/true", "/usr/bin/false"])
            Assert.Contains(path, diff.Output, StringComparison.Ordinal);
    }

    private static string[] Arguments(string output, string flavour = "flavour.yaml") =>
        ["flavour", "compose", flavour, "--cache", Products.PackageCache, "--output", output];

    private RunningProgram StartCompose(string output) => _work.Start(Arguments(output, _flavour));

    private Task InstallingAsync(RunningProgram compose, string output) =>
        compose.UntilAsync("packages are being unpacked", () => File.Exists(_work.In($"{output}/.staging-tiny/made/root/usr/bin/bash")));

    private Task<ProgramResult> DiffAsync() => _work.CernvmAsync("flavour", "diff", "one/tiny", "two/tiny");

    private async Task<ProgramResult> ComposeAsync(string output)
    {
        var result = await _work.CernvmAsync(Arguments(output, _flavour));
        Assert.True(result.ExitCode == 0, $"{result}");
        await _work.NoProcessesAsync();
        _work.AssertNoMounts(_work.In(output));
        return result;
    }
}
