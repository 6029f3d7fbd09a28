using CernVM.Cvmfs.Client.Prefetching;

namespace CernVM.Cvmfs.Client.Tests.Prefetching;

public sealed class LatencyMeterTests
{
    private readonly LatencyMeter _meter = new();

    [Fact]
    public void Nothing_is_known_before_there_are_some_samples()
    {
        for (var i = 0; i < 3; i++)
            _meter.Add(TimeSpan.FromSeconds(1), 10);
        Assert.Equal(TimeSpan.Zero, _meter.Median);
    }

    [Fact]
    public void Single_slow_requests_do_not_make_a_server_far()
    {
        for (var i = 0; i < 12; i++)
            _meter.Add(i % 3 == 0 ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(1), 10);
        Assert.Equal(TimeSpan.FromMilliseconds(1), _meter.Median);
    }

    [Fact]
    public void Large_transfers_do_not_count()
    {
        for (var i = 0; i < 20; i++)
            _meter.Add(TimeSpan.FromSeconds(9), LatencyMeter.LargestSample + 1);
        Assert.Equal(TimeSpan.Zero, _meter.Median);
    }

    [Fact]
    public void A_change_of_the_way_is_followed()
    {
        for (var i = 0; i < 20; i++)
            _meter.Add(TimeSpan.FromMilliseconds(1), 10);
        for (var i = 0; i < 20; i++)
            _meter.Add(TimeSpan.FromMilliseconds(100), 10);
        Assert.Equal(TimeSpan.FromMilliseconds(100), _meter.Median);
    }
}
