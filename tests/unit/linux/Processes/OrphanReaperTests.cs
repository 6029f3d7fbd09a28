using System.Diagnostics;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Linux.Tests.Processes;

// One collection with all other tests that start processes: this one reaps zombies of the whole process.
[Collection("child processes")]
public class OrphanReaperTests
{
    [Fact(Timeout = 60_000)]
    public async Task OrphansAreReapedAfterTheGraceAndOwnChildrenAreNot()
    {
        Assert.True(ProcessControl.SetChildSubreaper(true).IsOk);
        var clock = new ManualClock();
        var reaper = new OrphanReaper(clock, TimeSpan.FromSeconds(2));
        using var own = Process.Start("sh", ["-c", "(exit 7) & exit 5"]);
        await own.WaitForExitAsync();
        Assert.Equal(5, own.ExitCode);

        // The orphan becomes a zombie at some moment; nothing is taken before the clock moves.
        Assert.Empty(reaper.Reap());
        var reaped = new List<ExitedChild>();
        while (reaped.Count == 0)
        {
            await Task.Yield();
            reaped.AddRange(reaper.Reap());
            clock.Now += TimeSpan.FromSeconds(3);
        }

        Assert.Equal(7, Assert.Single(reaped).ExitCode);
        Assert.True(ProcessControl.SetChildSubreaper(false).IsOk);
    }

    private sealed class ManualClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
