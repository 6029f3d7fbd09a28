using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Mount.Export;

namespace CernVM.Cvmfs.Mount.Tests.Export;

public class PageCacheTableTests
{
    private static readonly NodeId Node = new(300);
    private static readonly ContentKey Old = Key("old");
    private static readonly ContentKey New = Key("new");

    [Fact]
    public void The_first_open_drops_what_was_cached_and_later_ones_keep_it()
    {
        var pages = new PageCacheTable();

        Assert.Equal(OpenBehaviour.None, pages.Open(Node, Old));
        Assert.Equal(OpenBehaviour.KeepCache, pages.Open(Node, Old));
    }

    [Fact]
    public void While_old_content_is_open_new_content_is_read_past_the_cache()
    {
        var pages = new PageCacheTable();
        pages.Open(Node, Old);

        Assert.Equal(OpenBehaviour.DirectIo, pages.Open(Node, New));
        pages.Close(Node, New);
        Assert.Equal(OpenBehaviour.KeepCache, pages.Open(Node, Old));
        pages.Close(Node, Old);
        pages.Close(Node, Old);

        Assert.Equal(OpenBehaviour.None, pages.Open(Node, New));
    }

    private static ContentKey Key(string text) => new(ContentHash.Compute(ContentHashAlgorithm.Sha1, System.Text.Encoding.ASCII.GetBytes(text)), 1, 2);
}
