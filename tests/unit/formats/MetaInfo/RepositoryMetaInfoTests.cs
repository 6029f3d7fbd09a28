using CernVM.Cvmfs.Formats.MetaInfo;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.MetaInfo;

public sealed class RepositoryMetaInfoTests
{
    private static readonly byte[] Json = """
        {"administrator":"A","email":"a@example.org","organisation":"O","description":"D","url":"http://x",
         "recommended-stratum0":"http://s0","recommended-stratum1s":["http://s1"],"custom":{"k":[1]},"unknown":true}
        """u8.ToArray();

    [Fact]
    public void Every_key_is_read()
    {
        var info = RepositoryMetaInfo.Parse(Json).Value;

        Assert.Equal(
            ("A", "a@example.org", "O", "D", "http://x", "http://s0"),
            (info.Administrator, info.Email, info.Organisation, info.Description, info.Url, info.RecommendedStratum0));
        Assert.Equal(["http://s1"], info.RecommendedStratum1s!);
        Assert.Equal(1, info.Custom!.Value.GetProperty("k")[0].GetInt32());
        Assert.True(info.Others!["unknown"].GetBoolean());
        Assert.Equal(info.ToJson(), RepositoryMetaInfo.Parse(info.ToJson()).Value.ToJson());
    }

    [Fact]
    public void Faulty_text_is_named()
    {
        Assert.Equal("INF001", RepositoryMetaInfo.Parse(new byte[RepositoryMetaInfo.MaxLength + 1]).Error.Id);
        Assert.Equal("INF002", RepositoryMetaInfo.Parse("null"u8).Error.Id);
        Assert.Equal("INF002", RepositoryMetaInfo.Parse("{\"email\":7}"u8).Error.Id);
        Assert.Equal("INF002", RepositoryMetaInfo.Parse(""u8).Error.Id);
    }

    [Fact(Timeout = 60_000)]
    public void Damaged_bytes_never_throw() =>
        Mutations.Of(Json).Sample(bytes => !RepositoryMetaInfo.Parse(bytes).TryGet(out var info, out _) || info.ToJson().Length > 0, iter: 2000);
}
