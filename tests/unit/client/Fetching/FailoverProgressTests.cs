using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Tests.Support;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

/// <summary>What one request does after one failure after the other: two servers, two proxies, one retry, unless the row says otherwise.</summary>
public sealed class FailoverProgressTests
{
    [Theory]
    [InlineData(nameof(AttemptOutcome.Connection), false, "RetryLater NextProxy NextServerAfterProxies NextProxy GiveUp")]
    [InlineData(nameof(AttemptOutcome.Connection), true, "RetryLater NextServer GiveUp")]
    [InlineData(nameof(AttemptOutcome.ProxyError), false, "NextProxy NextServerAfterProxies NextProxy GiveUp")]
    [InlineData(nameof(AttemptOutcome.ProxyUnknown), false, "NextProxy NextServerAfterProxies NextProxy GiveUp")]
    [InlineData(nameof(AttemptOutcome.HostError), false, "NextServer GiveUp")]
    [InlineData(nameof(AttemptOutcome.HostError), true, "NextServer GiveUp")]
    [InlineData(nameof(AttemptOutcome.HostConnection), false, "RetryLater NextServer GiveUp")]
    [InlineData(nameof(AttemptOutcome.HostUnknown), true, "NextServer GiveUp")]
    [InlineData(nameof(AttemptOutcome.Corrupt), false, "RetryNow NextServer RetryNow GiveUp")]
    [InlineData(nameof(AttemptOutcome.TooLarge), false, "NextServer GiveUp")]
    [InlineData(nameof(AttemptOutcome.NoSpace), false, "GiveUp")]
    [InlineData(nameof(AttemptOutcome.LocalStorage), true, "GiveUp")]
    public void The_same_failure_again_and_again(string outcome, bool isDirect, string expected) =>
        Assert.Equal(expected, Steps(Enum.Parse<AttemptOutcome>(outcome), isDirect));

    [Fact]
    public void A_retry_past_the_caches_is_not_repeated()
    {
        var progress = new FailoverProgress(TestSettings.Network());
        Assert.Equal(FailoverStep.RetryNow, progress.Next(AttemptOutcome.Corrupt, false, 2, 2));
        Assert.True(progress.BypassCaches);
        Assert.Equal(FailoverStep.NextProxy, progress.Next(AttemptOutcome.Connection, false, 2, 2));
        Assert.False(progress.BypassCaches);
    }

    [Fact]
    public void Failing_over_without_end_begins_anew_with_pauses_up_to_the_longest()
    {
        var progress = new FailoverProgress(TestSettings.Network() with { FailoverIndefinitely = true, BackoffInitial = TimeSpan.FromSeconds(2), BackoffMaximum = TimeSpan.FromSeconds(10) });
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(FailoverStep.NextServer, progress.Next(AttemptOutcome.HostError, true, 2, 1));
            Assert.Equal(FailoverStep.NextRound, progress.Next(AttemptOutcome.HostError, true, 2, 1));
            Assert.InRange(progress.NextBackoff(new Random(7)), TimeSpan.FromTicks(1), TimeSpan.FromSeconds(10));
        }

        Assert.Equal(TimeSpan.FromSeconds(10), progress.NextBackoff(new Random(7)));
    }

    private static string Steps(AttemptOutcome outcome, bool isDirect)
    {
        var progress = new FailoverProgress(TestSettings.Network());
        var steps = new List<FailoverStep>();
        do
            steps.Add(progress.Next(outcome, isDirect, servers: 2, proxies: 2));
        while (steps[^1] != FailoverStep.GiveUp && steps.Count < 20);
        return string.Join(' ', steps);
    }
}
