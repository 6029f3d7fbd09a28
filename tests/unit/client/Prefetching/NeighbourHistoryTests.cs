using System.Text;
using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Formats;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Client.Tests.Prefetching;

public sealed class NeighbourHistoryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly NeighbourHistory _history;

    public NeighbourHistoryTests() => _history = new NeighbourHistory(_time);

    [Fact]
    public void One_file_says_nothing_two_stand_for_their_kind()
    {
        Assert.Empty(Miss("/sw/lib/a.pyc"));
        var region = Assert.Single(Miss("/sw/lib/b.pyc"));
        Assert.Equal(("/sw/lib", 0), (region.Directory.ToString(), region.Depth));
        Assert.Equal([".pyc"], region.Classes!);
        Assert.Equal("b.pyc", Encoding.UTF8.GetString(region.Start.Span));
        Assert.Empty(Miss("/sw/lib/c.pyc"));
    }

    [Fact]
    public void A_new_kind_of_file_widens_the_region()
    {
        Miss("/sw/lib/a.pyc");
        Miss("/sw/lib/b.pyc");
        Assert.Equal([".pyc", ".so"], Assert.Single(Miss("/sw/lib/c.so")).Classes!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Many_kinds_stand_for_all()
    {
        foreach (var kind in (string[])["a", "b", "c"])
            Miss($"/sw/lib/x.{kind}");
        Assert.Null(Assert.Single(Miss("/sw/lib/x.d")).Classes);
    }

    [Fact]
    public void Three_directories_stand_for_the_tree_above_them()
    {
        Assert.Empty(Miss("/sw/site/pkg/__pycache__/a.pyc"));
        Assert.Empty(Miss("/sw/site/pkg/sub1/__pycache__/a.pyc"));
        var regions = Miss("/sw/site/pkg/sub2/__pycache__/a.pyc");
        Assert.Contains(regions, region => region is { Depth: 2 } && region.Directory.ToString() == "/sw/site/pkg");
        Assert.DoesNotContain(regions, region => region.Directory.IsRoot);
    }

    [Fact]
    public void What_was_long_ago_counts_no_more()
    {
        Miss("/sw/lib/a.pyc");
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(Miss("/sw/lib/b.pyc"));
    }

    [Fact]
    public void The_root_is_never_a_region_of_more_than_its_own_files()
    {
        for (var i = 0; i < 20; i++)
            Assert.All(Miss($"/top{i}/x.txt"), region => Assert.False(region.Directory.IsRoot));
    }

    private IReadOnlyList<NeighbourRegion> Miss(string path)
    {
        var parsed = RepositoryPath.Parse(path);
        return _history.Missed(parsed.Parent, parsed.Name);
    }
}
