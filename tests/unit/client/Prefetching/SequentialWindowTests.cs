using CernVM.Cvmfs.Client.Prefetching;

namespace CernVM.Cvmfs.Client.Tests.Prefetching;

public sealed class SequentialWindowTests
{
    private const long Most = 64L << 20;
    private const long Step = 128 * 1024;

    [Fact]
    public void A_look_at_the_head_wants_nothing_more()
    {
        var window = new SequentialWindow(Most);
        for (long offset = 0; offset < SequentialWindow.Proof - Step; offset += Step)
            Assert.False(window.Advance(offset, Step, out _, out _));
    }

    [Fact]
    public void What_is_wanted_follows_without_gap_and_never_twice()
    {
        var window = new SequentialWindow(Most);
        var wanted = Read(window, 0, 512L << 20);
        Assert.NotEmpty(wanted);
        for (var i = 1; i < wanted.Count; i++)
            Assert.Equal(wanted[i - 1].To, wanted[i].From);
    }

    [Fact]
    public void The_window_doubles_up_to_its_bound()
    {
        var window = new SequentialWindow(Most);
        long largest = 0;
        for (long offset = 0; offset < 512L << 20; offset += Step)
        {
            if (!window.Advance(offset, Step, out _, out var to))
                continue;
            var ahead = to - (offset + Step);
            Assert.InRange(ahead, Math.Min(largest, Most), Most);
            if (largest == 0)
                Assert.Equal(SequentialWindow.First, ahead);
            largest = ahead;
        }

        Assert.Equal(Most, largest);
    }

    [Fact]
    public void Reads_in_the_disorder_of_the_kernel_are_sequential()
    {
        var window = new SequentialWindow(Most);
        var isWanted = false;
        for (long offset = 0; offset < 16L << 20; offset += 4 * Step)
        {
            foreach (var within in (long[])[2, 0, 3, 1])
                isWanted |= window.Advance(offset + (within * Step), Step, out _, out _);
        }

        Assert.True(isWanted);
    }

    [Fact]
    public void Random_reads_want_nothing()
    {
        var window = new SequentialWindow(Most);
        var dice = new Random(7);
        for (var i = 0; i < 1000; i++)
            Assert.False(window.Advance(dice.NextInt64(1L << 40), 4096, out _, out _));
    }

    [Fact]
    public void A_jump_ends_the_window_and_it_grows_anew_behind_it()
    {
        var window = new SequentialWindow(Most);
        Read(window, 0, 64L << 20);
        Assert.False(window.Advance(1L << 36, Step, out _, out _));
        var wanted = Read(window, (1L << 36) + Step, 64L << 20);
        Assert.All(wanted, part => Assert.True(part.From >= 1L << 36));
        Assert.True(wanted[0].To - wanted[0].From <= SequentialWindow.First);
    }

    [Fact]
    public void A_bound_of_zero_switches_it_off() => Assert.Empty(Read(new SequentialWindow(0), 0, 64L << 20));

    private static List<(long From, long To)> Read(SequentialWindow window, long start, long length)
    {
        var wanted = new List<(long, long)>();
        for (var offset = start; offset < start + length; offset += Step)
        {
            if (window.Advance(offset, Step, out var from, out var to))
                wanted.Add((from, to));
        }

        return wanted;
    }
}
