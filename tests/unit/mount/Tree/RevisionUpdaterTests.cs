using CernVM.Cvmfs.Mount.Tree;

namespace CernVM.Cvmfs.Mount.Tests.Tree;

public class RevisionUpdaterTests
{
    // A repository may say that it changes once a century; timers know 49 days.
    [Theory]
    [InlineData(-5, 1)]
    [InlineData(0, 1)]
    [InlineData(60, 60)]
    [InlineData(4_294_967_295, 3600)]
    public void The_wait_for_the_next_look_is_bounded(long secondsUntil, int expected)
    {
        var now = DateTimeOffset.UnixEpoch;
        Assert.Equal(TimeSpan.FromSeconds(expected), RevisionUpdater.WaitUntil(now + TimeSpan.FromSeconds(secondsUntil), now));
    }
}
