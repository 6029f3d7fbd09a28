using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Terminal;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Bootloader.Agent.Tests.Boot;

public sealed class BootSequenceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly BootConsole _console = new(Stream.Null);
    private readonly BootState _state = new();
    private readonly List<string> _ran = [];

    [Fact]
    public async Task Stages_run_in_order_and_are_timed()
    {
        Assert.True(await Run(new FakeRescue(), Stage("one", () => _time.Advance(TimeSpan.FromMilliseconds(30))), Stage("two")));

        Assert.Equal(["one", "two"], _ran);
        Assert.Equal([(1, "one", 0d, 30d, true), (2, "two", 30d, 0d, true)],
            _state.Records.Select(r => (r.Number, r.Name, r.StartedAfter, r.Milliseconds, r.Ok)));
    }

    [Fact]
    public async Task A_failure_says_what_why_and_the_cure_and_a_retry_runs_the_stage_again()
    {
        int calls = 0;
        var stage = new FakeStage("disk", () => calls++ == 0 ? StageResult.Failed("No disk.", "It is gone.", "Plug it in.") : StageResult.Done());

        Assert.True(await Run(new FakeRescue(RescueChoice.Retry), stage));

        Assert.Equal(2, calls);
        Assert.Contains("CernVM cannot boot: No disk.", _console.Log);
        Assert.Contains("  why:  It is gone.", _console.Log);
        Assert.Contains("  cure: Plug it in.", _console.Log);
        Assert.Equal(2, _state.Records.Single().Attempts);
    }

    [Fact]
    public async Task Continue_goes_on_and_abandon_ends()
    {
        var failing = new FakeStage("a", () => StageResult.Failed("a", "b", "c"));

        Assert.True(await Run(new FakeRescue(RescueChoice.Continue), failing, Stage("next")));
        Assert.False(await Run(new FakeRescue(RescueChoice.Abandon), failing, Stage("never")));
        Assert.Equal(["next"], _ran);
        Assert.False(_state.Records.First().Ok);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stage_that_never_ends_is_ended_by_its_limit()
    {
        var hanging = new HangingStage(_time);

        Assert.False(await Run(new FakeRescue(RescueChoice.Abandon), hanging).WaitAsync(TestContext.Current.CancellationToken));

        Assert.Contains("CernVM cannot boot: The stage 'hanging' did not end.", _console.Log);
    }

    [Fact]
    public async Task An_exception_becomes_a_failure()
    {
        var broken = new FakeStage("broken", () => throw new InvalidOperationException("oops"));

        Assert.False(await Run(new FakeRescue(RescueChoice.Abandon), broken));

        Assert.Contains("  why:  InvalidOperationException: oops", _console.Log);
    }

    private Task<bool> Run(IRescue rescue, params IBootStage[] stages) =>
        new BootSequence(stages, rescue, _console, _time).RunAsync(_state, TestContext.Current.CancellationToken);

    private FakeStage Stage(string name, Action? work = null) => new(name, () =>
    {
        _ran.Add(name);
        work?.Invoke();
        return StageResult.Done();
    });

    private sealed class FakeStage(string name, Func<StageResult> work) : IBootStage
    {
        public string Name => name;

        public TimeSpan Limit => TimeSpan.FromSeconds(5);

        public ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation) => new(work());
    }

    private sealed class HangingStage(FakeTimeProvider time) : IBootStage
    {
        public string Name => "hanging";

        public TimeSpan Limit => TimeSpan.FromSeconds(5);

        public async ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
        {
            Task wait = Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            time.Advance(Limit);
            await wait;
            return StageResult.Done();
        }
    }

    private sealed class FakeRescue(params RescueChoice[] choices) : IRescue
    {
        private readonly Queue<RescueChoice> _choices = new(choices);

        public RescueChoice Decide(BootState state, BootFailure? failure) => _choices.Dequeue();
    }
}
