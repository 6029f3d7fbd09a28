using CernVM.Cvmfs.Client.Fetching.Routing;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

/// <summary>The original's choice of proxy, as the logs of two proxies showed it.</summary>
public sealed class ShardRingTests
{
    private static readonly ShardRing Ring = new(["http://127.0.0.1:18712", "http://127.0.0.1:18713"]);

    [Theory]
    [InlineData("001b7aaa17f149add216a70eed583149cb378acb", 0)]
    [InlineData("0ee91130af7cbb2f573a2986e3aee370cf2a0b42", 0)]
    [InlineData("113cb3a0758927989a3f9bb180b790c477abeba7", 0)]
    [InlineData("1e63f8029257cd8f5341c4998e3b0a42c3054b0d", 1)]
    [InlineData("1f4d8d59b6dc751b74bf0c84f8ce06583b93a9d5", 1)]
    [InlineData("25d611169c0126b4aad51ec248a3655a78b66419", 1)]
    [InlineData("370f831fd16c9821d34bd74234221c96b0d09c3e", 1)]
    public void Objects_go_where_the_original_sends_them(string hash, int proxy) => Assert.Equal(proxy, Ring.Find(ContentHash.Parse(hash)));

    [Fact]
    public void Every_hash_has_a_proxy()
    {
        Assert.InRange(Ring.Find(null), 0, 1);
        Assert.InRange(Ring.Find(ContentHash.Parse("ffffffffffffffffffffffffffffffffffffffff")), 0, 1);
        Assert.Equal(0, new ShardRing(["http://only:1"]).Find(ContentHash.Parse("7fffffffffffffffffffffffffffffffffffffff")));
    }
}
