using CernVM.Cvmfs.Formats.History;
using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Tests.Publishing;

public class RollbackTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_rollback_drops_later_tags_and_the_undo_target()
    {
        using var test = new TestRepository(settings => settings with { MakesAutomaticTags = false });
        var repository = await test.CreateAsync();
        foreach (var name in new[] { "one", "two", "three" })
        {
            test.Write("file", name);
            await test.SyncAsync(change: request => request with { Tag = name });
        }

        await new Publisher(repository, test.Clock, test.Progress).RollBackAsync("two", CancellationToken.None);

        var manifest = await Repository.Open(test.Places).ReadManifestAsync(CancellationToken.None);
        using var history = await HistoryFile.OpenAsync(repository, manifest.History, CancellationToken.None);
        Assert.Equal(["one", Tag.Trunk, "two"], history.Tags.Select(tag => tag.Name).Order(StringComparer.Ordinal));
        Assert.All(history.Tags.Where(tag => tag.Name != "one"), tag => Assert.Equal((manifest.RootCatalog, manifest.Revision), (tag.RootCatalog, tag.Revision)));
    }
}
