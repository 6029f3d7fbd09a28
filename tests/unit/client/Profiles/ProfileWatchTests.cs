using CernVM.Cvmfs.Client.Profiles;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests.Profiles;

public sealed class ProfileWatchTests
{
    private readonly ProfileWatch _watch = new();
    private readonly HashSet<RepositoryPath> _none = [];

    [Fact]
    public void A_start_up_begins_once_with_its_last_sign()
    {
        Assert.Empty(_watch.Add(Path("/sw"), Profile(2, "/a", "/b", "/c"), _none));
        Assert.Empty(Open("/sw/a"));
        Assert.Empty(Open("/sw/a"));
        Assert.Empty(Open("/a"));
        Assert.Equal("x", Assert.Single(Open("/sw/c")).Start.Name);
        Assert.Empty(Open("/sw/b"));
        Assert.False(_watch.IsWatching);
    }

    [Fact]
    public void Files_that_were_opened_before_the_profile_came_count()
    {
        var opened = new HashSet<RepositoryPath> { Path("/sw/a"), Path("/sw/b") };
        Assert.Equal(Path("/sw"), Assert.Single(_watch.Add(Path("/sw"), Profile(2, "/a", "/b"), opened)).Anchor);
    }

    [Fact]
    public void Without_a_threshold_it_begins_at_once() => Assert.Single(_watch.Add(Path("/sw"), Profile(0), _none));

    [Fact]
    public void A_threshold_above_the_number_of_triggers_is_met_by_all_of_them()
    {
        Assert.Empty(_watch.Add(RepositoryPath.Root, Profile(9, "/a"), _none));
        Assert.Single(Open("/a"));
    }

    [Fact]
    public void Two_start_ups_may_share_a_sign()
    {
        _watch.Add(RepositoryPath.Root, new AccessProfile([.. Profile(1, "/a").Starts, .. Profile(1, "/a").Starts]), _none);
        Assert.Equal(2, Open("/a").Count);
    }

    private static RepositoryPath Path(string text) => RepositoryPath.Parse(text);

    private static AccessProfile Profile(int threshold, params string[] triggers) =>
        new([new ProfileStart("x", threshold, [.. triggers.Select(path => new ProfileFile(Path(path), IsTrigger: true, []))])]);

    private IReadOnlyList<RecognisedStart> Open(string path) => _watch.Opened(Path(path));
}
