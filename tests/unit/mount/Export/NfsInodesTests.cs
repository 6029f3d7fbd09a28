using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Export;

namespace CernVM.Cvmfs.Mount.Tests.Export;

public sealed class NfsInodesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nfs-inodes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Inodes_stay_and_lead_back()
    {
        var path = RepositoryPath.Parse("/a/b");
        ulong first;
        using (var inodes = Open(0, 1))
        {
            first = inodes.Of(path);
            Assert.Equal(first, inodes.Of(path));
            inodes.Prepare([path, RepositoryPath.Parse("/a/c"), RepositoryPath.Root]);
        }

        using var again = Open(0, 1);
        Assert.Equal(path, again.PathOf(first));
        Assert.Equal(first, again.Of(path));
        Assert.Equal(256UL, again.Of(RepositoryPath.Root));
        Assert.NotEqual(first, again.Of(RepositoryPath.Parse("/a/c")));
        Assert.Null(again.PathOf(first + 1000));
    }

    [Fact]
    public void Interleaved_servers_hand_out_different_numbers()
    {
        using var inodes = Open(1, 3);

        foreach (var name in new[] { "/a", "/b", "/c" })
            Assert.Equal(1UL, inodes.Of(RepositoryPath.Parse(name)) % 3);
    }

    [Fact]
    public void Two_servers_share_one_table()
    {
        using var one = Open(0, 1);
        using var two = Open(0, 1);

        Assert.Equal(one.Of(RepositoryPath.Parse("/x")), two.Of(RepositoryPath.Parse("/x")));
        Assert.NotEqual(one.Of(RepositoryPath.Parse("/y")), two.Of(RepositoryPath.Parse("/z")));
    }

    private NfsInodes Open(ulong remainder, ulong divisor) => NfsInodes.Open(Settings(), new NfsSettings(_folder, remainder, divisor)).Value;

    private static ClientSettings Settings() => new()
    {
        Repository = RepositoryName.Parse("test.example.org"),
        Network = new NetworkSettings { Servers = [new Uri("http://127.0.0.1:1")], Proxies = ProxyList.Direct },
        Cache = new CacheSettings { Directory = "/nonexistent", Workspace = "/nonexistent" },
        Trust = new TrustSettings { PublicKeyFiles = [] },
    };
}
