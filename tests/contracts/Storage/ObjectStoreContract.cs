using CernVM.Cvmfs.Storage;

namespace CernVM.Contracts.Tests.Storage;

/// <summary>What every <see cref="IObjectStore"/> must do. A store joins by a class that derives from this one.</summary>
public abstract class ObjectStoreContract : IDisposable
{
    private static readonly StoreKey Key = StoreKey.Parse("data/ab/cdef");

    protected abstract IObjectStore Store { get; }

    [Fact(Timeout = 60_000)]
    public async Task What_was_put_is_read_back()
    {
        Assert.Equal(PutOutcome.Stored, await PutAsync(Key, [1, 2, 3], PutMode.KeepExisting));
        Assert.Equal([1, 2, 3], await ReadAsync(Key));
        Assert.True(await Store.ExistsAsync(Key));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_empty_object_exists()
    {
        await PutAsync(Key, [], PutMode.KeepExisting);
        Assert.Empty(await ReadAsync(Key));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_missing_key_is_a_value()
    {
        Assert.False(await Store.ExistsAsync(Key));
        Assert.Null(await Store.OpenReadAsync(Key));
        Assert.False(await Store.DeleteAsync(Key));
    }

    [Fact(Timeout = 60_000)]
    public async Task Keep_existing_keeps()
    {
        await PutAsync(Key, [1], PutMode.KeepExisting);
        Assert.Equal(PutOutcome.AlreadyThere, await PutAsync(Key, [2], PutMode.KeepExisting));
        Assert.Equal([1], await ReadAsync(Key));
    }

    [Fact(Timeout = 60_000)]
    public async Task Replace_replaces_and_old_readers_keep_their_bytes()
    {
        var key = StoreKey.Parse(".cvmfspublished");
        await PutAsync(key, [1, 1], PutMode.Replace);
        await using var old = await Store.OpenReadAsync(key);
        Assert.Equal(PutOutcome.Stored, await PutAsync(key, [2, 2], PutMode.Replace));
        Assert.Equal([2, 2], await ReadAsync(key));
        var bytes = new byte[2];
        await old!.ReadExactlyAsync(bytes);
        Assert.Equal([1, 1], bytes);
    }

    [Fact(Timeout = 60_000)]
    public async Task Delete_removes()
    {
        await PutAsync(Key, [1], PutMode.KeepExisting);
        Assert.True(await Store.DeleteAsync(Key));
        Assert.False(await Store.ExistsAsync(Key));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_put_that_fails_leaves_the_old_bytes()
    {
        await PutAsync(Key, [1], PutMode.Replace);
        await Assert.ThrowsAsync<IOException>(async () => await Store.PutAsync(Key, new BrokenStream(), PutMode.Replace));
        Assert.Equal([1], await ReadAsync(Key));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_put_that_fails_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(async () => await Store.PutAsync(Key, new BrokenStream(), PutMode.KeepExisting));
        Assert.False(await Store.ExistsAsync(Key));
        Assert.Empty(await ListAsync(""));
    }

    [Fact(Timeout = 60_000)]
    public async Task Listing_goes_by_prefix()
    {
        foreach (var name in (string[])["data/aa/1", "data/aa/12", "data/ab/1", ".cvmfswhitelist"])
            await PutAsync(StoreKey.Parse(name), [1], PutMode.KeepExisting);
        Assert.Equal(["data/aa/1", "data/aa/12"], await ListAsync("data/aa/"));
        Assert.Equal(["data/aa/12"], await ListAsync("data/aa/12"));
        Assert.Equal([".cvmfswhitelist", "data/aa/1", "data/aa/12", "data/ab/1"], await ListAsync(""));
        Assert.Empty(await ListAsync("nothing/"));
        Assert.Empty(await ListAsync("../"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_many_puts_at_once_one_stores()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => PutAsync(Key, new byte[100_000], PutMode.KeepExisting))));
        Assert.Single(outcomes, outcome => outcome == PutOutcome.Stored);
        Assert.Equal(100_000, (await ReadAsync(Key)).Length);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private async Task<PutOutcome> PutAsync(StoreKey key, byte[] bytes, PutMode mode)
    {
        using var content = new MemoryStream(bytes);
        return await Store.PutAsync(key, content, mode);
    }

    private async Task<byte[]> ReadAsync(StoreKey key)
    {
        await using var stream = await Store.OpenReadAsync(key);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task<List<string>> ListAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var key in Store.ListAsync(prefix))
            keys.Add(key.Value);
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    /// <summary>Gives some bytes, then fails.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        private bool _given;

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => CopyBrokenAsync(destination, cancellationToken);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_given)
                throw new IOException("broken on purpose");
            _given = true;
            return ValueTask.FromResult(1);
        }

        private async Task CopyBrokenAsync(Stream destination, CancellationToken cancellationToken)
        {
            await destination.WriteAsync(new byte[] { 9 }, cancellationToken);
            throw new IOException("broken on purpose");
        }
    }
}
