namespace CernVM.Cvmfs.Storage.Tests;

public sealed class DirectoryStoreLayoutTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cvmfs-store-").FullName;

    [Fact]
    public void Creation_makes_the_folders_of_the_format()
    {
        DirectoryStore.Create(_folder);
        Assert.True(Directory.Exists(Path.Combine(_folder, "data", "txn")));
        Assert.Equal(257, Directory.GetDirectories(Path.Combine(_folder, "data")).Length);
        Assert.True(Directory.Exists(Path.Combine(_folder, "data", "ff")));
    }

    [Fact]
    public async Task What_a_killed_put_left_is_no_object()
    {
        var store = DirectoryStore.Create(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "txn", "half"), "half");
        await foreach (var key in store.ListAsync(""))
            Assert.Fail($"{key} is listed");
    }

    [Fact]
    public async Task Nothing_stays_in_the_staging_folder()
    {
        var store = DirectoryStore.Create(_folder);
        await store.PutAsync(StoreKey.Parse("data/00/x"), new MemoryStream([1]), PutMode.KeepExisting);
        await store.PutAsync(StoreKey.Parse("data/00/x"), new MemoryStream([1]), PutMode.KeepExisting);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "data", "txn")));
    }

    [Fact]
    public async Task A_store_opened_without_layout_makes_folders_when_it_needs_them()
    {
        var store = DirectoryStore.Open(Path.Combine(_folder, "later"));
        Assert.False(await store.ExistsAsync(StoreKey.Parse("data/00/x")));
        Assert.Equal(PutOutcome.Stored, await store.PutAsync(StoreKey.Parse("data/00/x"), new MemoryStream([1]), PutMode.KeepExisting));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
