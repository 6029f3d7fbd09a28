using CernVM.Cvmfs.Client.Catalogs;

namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>A repository, its server, and the client's catalogs and tree above them, without the rest of a client.</summary>
internal sealed class TreeBench : IAsyncDisposable
{
    /// <param name="repository">What the server gives out; stays the caller's.</param>
    /// <param name="reply">How it answers, when not at once and as asked.</param>
    /// <param name="clock">Clock of the catalogs, where it matters.</param>
    public TreeBench(SmallRepository repository, Func<FakeRequest, FakeReply>? reply = null, TimeProvider? clock = null)
    {
        Repository = repository;
        Origin = new FakeOrigin(reply ?? repository.Reply);
        Fetch = new FetchBench(TestSettings.Network(Origin.Url));
        Catalogs = new CatalogManager(Fetch.Fetcher, Inodes, watermark: 100, new ClientServices { Time = clock ?? TimeProvider.System }, Fetch.Counters);
        Tree = new RepositoryTree(Catalogs, Inodes, null);
    }

    public SmallRepository Repository { get; }

    public FakeOrigin Origin { get; }

    public FetchBench Fetch { get; }

    public InodeMap Inodes { get; } = new();

    public CatalogManager Catalogs { get; }

    public RepositoryTree Tree { get; }

    /// <summary>Opens the root catalog of what was published last.</summary>
    public async Task<CatalogSlot> OpenRootAsync()
    {
        var root = Catalogs.RootSlot(Repository.Root, -1);
        await OpenAsync(root);
        return root;
    }

    public async Task OpenAsync(CatalogSlot slot) => Assert.Null(await Catalogs.OpenAsync(slot, useAlternativePath: false, default));

    public async ValueTask DisposeAsync()
    {
        Catalogs.CloseAllBut(null);
        await Fetch.DisposeAsync();
        await Origin.DisposeAsync();
    }
}
