using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Client.Tests.Support;

namespace CernVM.Cvmfs.Client.Tests.Prefetching;

public sealed class RevisionPreparationTests
{
    private const int Catalogs = 40;

    [Fact(Timeout = 60_000)]
    public async Task Changed_catalogs_of_a_new_revision_come_many_at_once_and_unchanged_ones_not_again()
    {
        using var repository = new SmallRepository();
        for (var i = 0; i < Catalogs; i++)
        {
            repository.AddNested($"/p{i:00}");
            repository.AddFile($"/p{i:00}/file", "old");
        }

        repository.AddNested("/never/opened");
        repository.AddFile("/never/opened/file", "old");
        repository.Publish();
        var together = new RequestBarrier(RevisionPreparation.Parallel);
        var isNew = false;
        await using var bench = new TreeBench(repository, request =>
            repository.Reply(request) with { After = isNew && repository.NameOf(request).StartsWith("catalog:/", StringComparison.Ordinal) ? together.JoinAsync() : Task.CompletedTask });
        var old = await bench.OpenRootAsync();
        foreach (var child in old.Children!.Values.Where(child => child.Mountpoint.ToString().StartsWith("/p", StringComparison.Ordinal)))
            await bench.OpenAsync(child);

        for (var i = 0; i < Catalogs - 5; i++)
            repository.AddFile($"/p{i:00}/file", "new and longer");
        repository.AddFile("/never/opened/file", "new and longer");
        repository.Publish();
        var root = await bench.OpenRootAsync();
        var before = bench.Origin.Requests.Count;
        isNew = true;
        await new RevisionPreparation(bench.Catalogs, bench.Inodes).RunAsync(root, default);

        Assert.Equal(Catalogs - 5, bench.Origin.Requests.Count - before);
        Assert.All(root.Children!.Values, child => Assert.Equal(child.Mountpoint.ToString() != "/never/opened", child.Children is not null));
    }
}
