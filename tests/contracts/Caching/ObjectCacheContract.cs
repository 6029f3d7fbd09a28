using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Contracts.Tests.Caching;

/// <summary>What every <see cref="IObjectCache"/> must do. A cache joins by a class that derives from this one.</summary>
public abstract class ObjectCacheContract : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly Lazy<IObjectCache> _cache;

    protected ObjectCacheContract() => _cache = new Lazy<IObjectCache>(Make);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("cvmfs-cache-").FullName;

    private IObjectCache Cache => _cache.Value;

    [Fact(Timeout = 60_000)]
    public async Task What_was_committed_is_opened()
    {
        await PutAsync("one", [1, 2, 3]);
        Assert.True(Cache.Contains(Wanted("one", 3).Name.Hash));
        Assert.Equal([1, 2, 3], Read("one", 3));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_empty_object_is_an_object()
    {
        await PutAsync("empty", []);
        Assert.Empty(Read("empty", 0)!);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_object_of_many_parts_arrives_whole()
    {
        var bytes = new byte[3_000_017];
        new Random(7).NextBytes(bytes);
        await PutAsync("large", bytes);
        Assert.Equal(bytes, Read("large", bytes.Length));
    }

    [Fact]
    public void What_is_missing_is_a_value()
    {
        Assert.False(Cache.Contains(Wanted("none", 1).Name.Hash));
        Assert.Null(Cache.TryOpen(Wanted("none", 1), out var failure));
        Assert.Null(failure);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nothing_of_an_abandoned_write_stays()
    {
        await using (var transaction = Cache.Begin(Wanted("left", 3)))
            await transaction.Content.WriteAsync(new byte[] { 1, 2, 3 });
        Assert.Null(Read("left", 3));
        await PutAsync("left", [4, 5, 6]);
        Assert.Equal([4, 5, 6], Read("left", 3));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_open_object_outlives_its_place_in_the_cache()
    {
        await PutAsync("open", [1, 2, 3]);
        using var handle = Cache.TryOpen(Wanted("open", 3), out _);
        Cache.Quota.Remove(Wanted("open", 3).Name.Hash);
        Cache.SetAside(Wanted("open", 3).Name.Hash);
        var bytes = new byte[3];
        RandomAccess.Read(handle!, bytes, 0);
        Assert.Equal([1, 2, 3], bytes);
    }

    [Fact(Timeout = 60_000)]
    public async Task Writing_an_object_twice_changes_nothing()
    {
        await PutAsync("twice", [1, 2, 3]);
        await PutAsync("twice", [1, 2, 3]);
        Assert.Equal([1, 2, 3], Read("twice", 3));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_object_that_is_pinned_has_a_name()
    {
        var wanted = Wanted("catalog", 3) with { Label = ObjectLabel.Catalog, Name = new ObjectName(Wanted("catalog", 3).Name.Hash, ObjectKind.Catalog) };
        Cache.Quota.Pin(wanted.Name.Hash);
        await PutAsync(wanted, [7, 8, 9]);
        Cache.TryOpen(wanted, out _)!.Dispose();
        Assert.Equal([7, 8, 9], await File.ReadAllBytesAsync(Cache.PathOf(wanted.Name.Hash)));
        Cache.Quota.Unpin(wanted.Name.Hash);
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_threads_write_and_read_at_once()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (step, _) =>
        {
            var name = $"object{step % 20}";
            var bytes = new byte[] { (byte)(step % 20), 2, 3, 4 };
            if (Read(name, 4) is { } found)
                Assert.Equal(bytes, found);
            else
                await PutAsync(name, bytes);
        });
        Assert.All(Enumerable.Range(0, 20), item => Assert.Equal([(byte)item, 2, 3, 4], Read($"object{item}", 4)!));
    }

    [Fact]
    public void It_says_what_it_is() => Assert.EndsWith("\n", Cache.Description, StringComparison.Ordinal);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    internal abstract IObjectCache Make();

    internal T Own<T>(T thing)
        where T : IDisposable
    {
        _owned.Add(thing);
        return thing;
    }

    internal async Task PutAsync(string name, byte[] bytes) => await PutAsync(Wanted(name, bytes.Length), bytes);

    internal async Task PutAsync(CachedObject wanted, byte[] bytes)
    {
        await using var transaction = Cache.Begin(wanted);
        await transaction.Content.WriteAsync(bytes);
        Assert.Null(transaction.Commit(bytes.Length));
    }

    internal byte[]? Read(string name, long size)
    {
        using var handle = Cache.TryOpen(Wanted(name, size), out var failure);
        Assert.Null(failure);
        if (handle is null)
            return null;
        var bytes = new byte[RandomAccess.GetLength(handle)];
        for (var read = 0; read < bytes.Length;)
            read += RandomAccess.Read(handle, bytes.AsSpan(read), read);
        return bytes;
    }

    internal static CachedObject Wanted(string name, long size) => new()
    {
        Name = new ObjectName(ContentHash.Compute(ContentHashAlgorithm.Sha1, System.Text.Encoding.UTF8.GetBytes(name)), ObjectKind.Bulk),
        Size = size,
        Description = "/" + name,
    };

    protected virtual void Dispose(bool disposing)
    {
        if (_cache.IsValueCreated)
            _cache.Value.Dispose();
        foreach (var thing in Enumerable.Reverse(_owned))
            thing.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
