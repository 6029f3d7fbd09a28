using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Client.Trust;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;

namespace CernVM.Cvmfs.Client.Tests.Trust;

public sealed class BreadcrumbTests
{
    private const string Root = "e8ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78";

    [Theory]
    [InlineData(Root + "T1600000000R7", 7UL)]
    [InlineData(Root + "-shake128T1600000000R18446744073709551615", ulong.MaxValue)]
    [InlineData(Root + "T1600000000", 0UL)]
    public void The_originals_files_are_read(string text, ulong revision)
    {
        var crumb = Breadcrumb.Parse(text)!;
        Assert.Equal(revision, crumb.Revision.Number);
        Assert.Equal(1600000000, crumb.PublishedAt.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("")]
    [InlineData("T1R1")]
    [InlineData(Root)]
    [InlineData(Root + "TxR1")]
    [InlineData(Root + "T1Rx")]
    [InlineData(Root + "T99999999999999999R1")]
    public void Anything_else_is_none(string text) => Assert.Null(Breadcrumb.Parse(text));

    [Fact]
    public void What_was_stored_is_loaded()
    {
        using var folder = new TemporaryFolder();
        var cache = TestSettings.Cache(folder.Path);
        var name = RepositoryName.Parse("test.example.org");
        Assert.Null(Breadcrumb.Load(cache, name));
        var crumb = Breadcrumb.Parse(Root + "T1600000000R7")!;
        crumb.Store(cache, name);
        Assert.Equal(crumb, Breadcrumb.Load(cache, name));
        Assert.Equal(Root + "T1600000000R7", File.ReadAllText(folder["cvmfschecksum.test.example.org"]));
    }

    [Theory]
    [InlineData("T1600000000R7", 7UL, 1500000000, false)]
    [InlineData("T1600000000R8", 7UL, 1700000000, true)]
    [InlineData("T1600000000", 7UL, 1500000000, true)]
    [InlineData("T1600000000", 7UL, 1600000000, false)]
    public void Revisions_decide_and_without_one_the_time(string crumb, ulong revision, long publishedAt, bool isNewer)
    {
        var manifest = new Manifest
        {
            RootCatalog = ContentHash.Parse(Root),
            Repository = RepositoryName.Parse("test.example.org"),
            Revision = new Revision(revision),
            PublishedAt = DateTimeOffset.FromUnixTimeSeconds(publishedAt),
        };
        Assert.Equal(isNewer, Breadcrumb.Parse(Root + crumb)!.IsNewerThan(manifest));
    }
}
