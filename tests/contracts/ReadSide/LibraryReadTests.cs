using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;

namespace CernVM.Contracts.Tests.ReadSide;

public class LibraryReadTests : ReadSideContract
{
    protected override async Task<IReadableTree> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cvmfs-contract-").FullName;
        var settings = new ClientSettings
        {
            Repository = RepositoryName.Parse(Fixture.Fqrn),
            Network = new NetworkSettings { Servers = [new Uri("file://" + Fixture.Storage)], Proxies = ProxyList.Direct },
            Cache = new CacheSettings { Directory = folder, Workspace = folder },
            Trust = new TrustSettings { PublicKeyFiles = [Fixture.PublicKey] },
        };
        var opened = await RepositoryClient.OpenAsync(settings, new ClientServices(), TestContext.Current.CancellationToken);
        Assert.True(opened.IsOk, opened.Failure?.Message);
        return new LibraryTree(opened.Value, folder);
    }
}
