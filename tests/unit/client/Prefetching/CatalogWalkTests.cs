using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Client.Tests.Prefetching;

public sealed class CatalogWalkTests
{
    private static readonly ContentHash Root = Hash(1_000_000);

    private readonly FakeTimeProvider _time = new();
    private readonly CatalogWalk _walk;

    public CatalogWalkTests() => _walk = new CatalogWalk(_time);

    [Fact]
    public void Two_releases_are_no_walk()
    {
        Open(5, 60);
        Open(17, 60);
        Assert.Empty(Take());
    }

    [Fact]
    public void A_walk_over_sixty_catalogs_waits_for_few_of_them()
    {
        var ahead = new HashSet<ContentHash>();
        var waits = 0;
        for (var i = 0; i < 60; i++)
        {
            if (!ahead.Contains(Hash(i)))
                waits++;
            Open(i, 60);
            ahead.UnionWith(Take());
        }

        Assert.Equal(CatalogWalk.Proof, waits);
    }

    [Fact]
    public void The_window_bounds_what_nobody_has_reached()
    {
        for (var i = 0; i < CatalogWalk.Proof; i++)
            Open(i, 1000);
        Assert.Equal(CatalogWalk.FirstWindow, Take().Count);
        Assert.Empty(Take());
        for (var i = CatalogWalk.Proof; i < 200; i++)
        {
            Open(i, 1000);
            Assert.InRange(Take().Count, 0, CatalogWalk.LargestWindow);
        }
    }

    [Fact]
    public void Children_come_before_the_siblings_of_their_parent()
    {
        for (var i = 0; i < CatalogWalk.Proof; i++)
            Open(i, 60);
        Take();
        _walk.Found(Hash(3), [new CatalogCandidate(Hash(300), 1), new CatalogCandidate(Hash(301), 1)]);
        Open(3, 60);
        Assert.Equal([Hash(300), Hash(301)], Take().Take(2));
    }

    [Fact]
    public void A_pause_ends_the_walk()
    {
        for (var i = 0; i < CatalogWalk.Proof; i++)
            Open(i, 60);
        Assert.True(_walk.IsWalk);
        _time.Advance(TimeSpan.FromMinutes(5));
        Open(40, 60);
        Assert.False(_walk.IsWalk);
    }

    [Fact]
    public void A_failure_makes_room_for_another()
    {
        for (var i = 0; i < CatalogWalk.Proof; i++)
            Open(i, 60);
        var first = Take();
        _walk.Failed(first[0]);
        Assert.Single(Take());
    }

    private static ContentHash Hash(int number) => ContentHash.Compute(ContentHashAlgorithm.Sha1, BitConverter.GetBytes(number));

    private void Open(int number, int of) =>
        _walk.Opened(Hash(number), Root, () => Enumerable.Range(1, of - 1).Select(step => new CatalogCandidate(Hash((number + step) % of), 1)));

    private List<ContentHash> Take()
    {
        var taken = new List<ContentHash>();
        while (_walk.TryNext(out var next))
            taken.Add(next.Hash);
        return taken;
    }
}
