using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Processes;
using CernVM.Builder.Tooling.Staging;

namespace CernVM.Builder.Tests.Tooling;

public sealed class StagingFolderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Left_overs_of_a_killed_run_go_and_a_result_replaces_the_one_before()
    {
        Directory.CreateDirectory(Path.Combine(_workspace.Path, ".staging-x/made"));
        Directory.CreateDirectory(Path.Combine(_workspace.Path, "x"));
        File.WriteAllText(Path.Combine(_workspace.Path, "x/old"), string.Empty);

        await using (var staging = await StagingFolder.OpenAsync(_workspace.Path, "x", CancellationToken.None))
        {
            Assert.Empty(Directory.EnumerateFileSystemEntries(staging.Path));
            Directory.CreateDirectory(Path.Combine(staging.Path, "made"));
            File.WriteAllText(Path.Combine(staging.Path, "made/new"), string.Empty);
            staging.Publish("made", "x");
        }

        Assert.Equal([Path.Combine(_workspace.Path, "x/new")], Directory.GetFiles(Path.Combine(_workspace.Path, "x")));
        Assert.False(Directory.Exists(Path.Combine(_workspace.Path, ".staging-x")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_runs_on_one_name_are_kept_apart()
    {
        await using var first = await StagingFolder.OpenAsync(_workspace.Path, "x", CancellationToken.None);

        var failure = await Assert.ThrowsAsync<BuildFailureException>(() => StagingFolder.OpenAsync(_workspace.Path, "x", CancellationToken.None));

        Assert.Contains("another run", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_missing_program_names_its_package()
    {
        var failure = await Assert.ThrowsAsync<BuildFailureException>(() => Tool.RunAsync(new ToolCall("no-such-program", []), CancellationToken.None));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains("apt-get install mmdebstrap", ToolPackages.MissingMessage("mmdebstrap"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_bound_program_gives_its_output_and_code()
    {
        var result = await Tool.RunAsync(new ToolCall("sh", ["-c", "echo out; echo err >&2; exit 3"]) { EndsWithStarter = true }, CancellationToken.None);

        Assert.Equal((3, "out\n", "err\n"), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public void Labels_and_values_of_inputs_cannot_run_into_each_other()
    {
        using var hash = new InputsHash();

        Assert.NotEqual(hash.Add("ab", "c").Finish(), hash.Add("a", "bc").Finish());
        Assert.Equal(hash.Add("a", "b").Finish(), hash.Add("a", "b").Finish());
    }
}
