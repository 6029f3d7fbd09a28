using CernVM.Contexts.Agent.Commands;
using CernVM.Contexts.Agent.Reports;
using CernVM.Contexts.Agent.Stages;
using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Agent.Tests.Commands;

public sealed class CommandTests : IDisposable
{
    private readonly TrialGuest _guest = new();

    public void Dispose() => _guest.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Commands_share_one_shell_and_each_exit_code_is_noted()
    {
        CloudCommand[] commands =
        [
            new(["X=7; cd /"], true),
            new(["printf", "%s\\n", "it's $X", "two words"], false),
            new(["sh -c 'exit 3'"], true),
            new(["echo \"$X $PWD\"; cat"], true),
            new(["false"], false),
        ];
        var script = Path.Combine(_guest.Folder, "run.sh");
        var results = Path.Combine(_guest.Folder, "results");
        await File.WriteAllTextAsync(script, CommandScript.Compose(commands), TestContext.Current.CancellationToken);

        var code = await new ProcessRunner().RunAsync(["/bin/sh", script], new Dictionary<string, string> { [CommandScript.ResultsVariable] = results },
            _guest.Log, TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.Equal([(3, 3), (5, 1)], CommandScript.ReadResults(await File.ReadAllTextAsync(results, TestContext.Current.CancellationToken)));
        var log = _guest.Text(ContextLog.Path);
        Assert.Contains($"2026-11-22T12:34:56Z commands: output of /bin/sh {script}:\nit's $X\n", log, StringComparison.Ordinal);
        Assert.Contains("two words\n", log, StringComparison.Ordinal);
        Assert.Contains("7 /\n", log, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_child_left_in_the_background_is_not_waited_for()
    {
        using var ended = new CancellationTokenSource();
        var pid = Path.Combine(_guest.Folder, "pid");
        var code = await new ProcessRunner().RunAsync(["/bin/sh", "-c", $"sleep 600 & echo $! > {pid}"], new Dictionary<string, string>(), _guest.Log, ended.Token);
        Assert.Equal(0, code);
        using var child = System.Diagnostics.Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(pid, ended.Token)));
        Assert.False(child.HasExited);
        child.Kill();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<IOException>(() => new ProcessRunner().RunAsync(["/no/such/program"], new Dictionary<string, string>(), _guest.Log, TestContext.Current.CancellationToken));
        Assert.Contains("/no/such/program", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_commands_are_reported_and_not_repeated()
    {
        _guest.Runner.Answer = (_, environment) =>
        {
            File.WriteAllText(_guest.Real(environment[CommandScript.ResultsVariable]), "2 127\n");
            return 0;
        };
        const string Text = "#cloud-config\nruncmd: [ ls, nothing ]\n";
        var first = await _guest.ApplyAsync(Text);
        Assert.Contains("command 2 of 2 ended with exit code 127", Assert.Single(first["runcmd"].Problems), StringComparison.Ordinal);
        var second = await _guest.ApplyAsync(Text);
        Assert.Equal(StageOutcome.DoneEarlier, second["runcmd"].Outcome);
        Assert.Single(_guest.Runner.Commands);
    }

    [Fact]
    public async Task Boot_commands_run_on_every_boot()
    {
        await _guest.ApplyAsync("#cloud-config\nbootcmd: [ ls ]\n");
        await _guest.ApplyAsync("#cloud-config\nbootcmd: [ ls ]\n");
        Assert.Equal(2, _guest.Runner.Commands.Count);
    }

    [Fact]
    public async Task A_script_runs_under_its_own_interpreter_in_its_phase()
    {
        const string Text = "#!/bin/bash.before -e\necho hi\n";
        Assert.Empty(await _guest.ApplyAsync(Text, phase: StagePhase.Late));
        var stages = await _guest.ApplyAsync(Text, phase: StagePhase.Early);
        Assert.Equal(StageOutcome.Done, stages["scripts-before"].Outcome);
        var command = Assert.Single(_guest.Runner.Commands);
        Assert.Equal(["/bin/bash", "-e", "/var/lib/cernvm/context/i-1/scripts-before-1"], command);
        Assert.Equal(Text, _guest.Text(command[2]));
    }

    [Fact]
    public async Task The_exit_code_of_a_script_is_reported()
    {
        _guest.Runner.Answer = (_, _) => 42;
        var stages = await _guest.ApplyAsync("#!/bin/sh\nexit 42\n");
        Assert.Contains("exit code 42", Assert.Single(stages["scripts"].Problems), StringComparison.Ordinal);
    }
}
