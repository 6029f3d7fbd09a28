using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Client.Tests.Prefetching;

public sealed class PrefetchLedgerTests
{
    private const long MiB = 1 << 20;

    private readonly FakeTimeProvider _time = new();
    private readonly PrefetchCounters _counters = new();
    private QuotaStatus _fill = new(1000 * MiB, 0, 0);

    [Fact]
    public void Unused_bytes_stay_below_the_budget()
    {
        var ledger = Ledger(new PrefetchSettings { Budget = 10 * MiB });
        Assert.Equal(10, Enumerable.Range(0, 100).Count(i => ledger.TryReserve(Hash(i), MiB, PrefetchKind.ReadAhead)));
        Assert.True(ledger.Used(Hash(3)));
        Assert.False(ledger.Used(Hash(3)));
        Assert.True(ledger.TryReserve(Hash(200), MiB, PrefetchKind.ReadAhead));
        Assert.False(ledger.TryReserve(Hash(201), MiB, PrefetchKind.ReadAhead));
        Assert.Equal(1, _counters.Used);
    }

    [Theory]
    [InlineData(PrefetchKind.Neighbour, PrefetchLimits.GuessShare)]
    [InlineData(PrefetchKind.Profile, PrefetchLimits.ProfileShare)]
    internal void A_cache_that_is_nearly_full_gives_no_more_than_a_share_of_its_room(PrefetchKind kind, int share)
    {
        _fill = new QuotaStatus(1000 * MiB, 920 * MiB, 0);
        var ledger = Ledger(new PrefetchSettings());
        Assert.Equal(80 / share, Enumerable.Range(0, 200).Count(i => ledger.TryReserve(Hash(i), MiB, kind)));
    }

    [Fact]
    public void A_full_cache_takes_nothing_until_there_is_room()
    {
        _fill = new QuotaStatus(100 * MiB, 100 * MiB, 0);
        var ledger = Ledger(new PrefetchSettings());
        Assert.False(ledger.TryReserve(Hash(1), 1, PrefetchKind.Profile));
        _fill = new QuotaStatus(100 * MiB, 50 * MiB, 0);
        _time.Advance(PrefetchLimits.RoomAge);
        Assert.True(ledger.TryReserve(Hash(1), 1, PrefetchKind.Profile));
    }

    [Fact]
    public void A_place_guesses_on_when_its_guesses_come_true()
    {
        var ledger = Ledger(new PrefetchSettings());
        var good = new GuessSource(PrefetchLimits.FirstGuesses, PrefetchLimits.GuessesPerUse);
        var bad = new GuessSource(PrefetchLimits.FirstGuesses, PrefetchLimits.GuessesPerUse);
        Assert.Equal(PrefetchLimits.FirstGuesses, Guess(ledger, bad, 0));
        Assert.Equal(PrefetchLimits.FirstGuesses, Guess(ledger, good, 1000));
        ledger.Used(Hash(1000));
        Assert.Equal(1 + PrefetchLimits.GuessesPerUse, Guess(ledger, good, 2000));
        Assert.Equal(0, Guess(ledger, bad, 3000));
    }

    [Fact]
    public void What_nobody_used_is_forgotten()
    {
        var ledger = Ledger(new PrefetchSettings { Budget = MiB });
        Assert.True(ledger.TryReserve(Hash(1), MiB, PrefetchKind.Catalog));
        Assert.False(ledger.TryReserve(Hash(2), MiB, PrefetchKind.Catalog));
        _time.Advance(PrefetchLimits.Forgotten);
        Assert.True(ledger.TryReserve(Hash(2), MiB, PrefetchKind.Catalog));
        Assert.False(ledger.Used(Hash(1)));
    }

    [Fact]
    public void A_use_says_that_there_is_room()
    {
        var ledger = Ledger(new PrefetchSettings());
        var told = 0;
        ledger.RoomMade += () => told++;
        ledger.TryReserve(Hash(1), 1, PrefetchKind.Neighbour);
        ledger.Used(Hash(2));
        Assert.Equal(0, told);
        ledger.Used(Hash(1));
        Assert.Equal(1, told);
    }

    private static int Guess(PrefetchLedger ledger, GuessSource source, int first)
    {
        var count = 0;
        while (source.HasRoom && ledger.TryReserve(Hash(first + count), 1, PrefetchKind.Neighbour, source))
            count++;
        return count;
    }

    private static ContentHash Hash(int number) => ContentHash.Compute(ContentHashAlgorithm.Sha1, BitConverter.GetBytes(number));

    private PrefetchLedger Ledger(PrefetchSettings settings) => new(settings, new CacheRoom(() => _fill, _time), _time, _counters);
}
