using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Contracts.Tests.Caching;

/// <summary>A cache plug-in that dies under a client.</summary>
public sealed class DeadPluginTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cvmfs-plugin-").FullName;

    [Fact(Timeout = 60_000)]
    public async Task What_it_held_is_missing_and_what_comes_is_kept_for_use()
    {
        var plugin = TestPlugin.Start(Path.Combine(_folder, "socket"), maxPart: 64 * 1024);
        using var cache = Caches.Open(_folder, new CacheInstance.External("plugin", $"unix={plugin.Path}", []));
        await PutAsync(cache, "before");
        Assert.Single(plugin.Objects);
        plugin.Dispose();

        await PutAsync(cache, "after");
        using var opened = cache.TryOpen(Wanted("after"), out var failure);
        Assert.Null(failure);
        Assert.NotNull(opened);
        Assert.Null(cache.TryOpen(Wanted("never"), out failure));
        Assert.Null(failure);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CachedObject Wanted(string content) => new()
    {
        Name = new ObjectName(ContentHash.Compute(ContentHashAlgorithm.Sha1, System.Text.Encoding.UTF8.GetBytes(content)), ObjectKind.Bulk),
        Size = content.Length,
        Description = content,
    };

    private static async Task PutAsync(IObjectCache cache, string content)
    {
        await using var transaction = cache.Begin(Wanted(content));
        await transaction.Content.WriteAsync(System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Null(transaction.Commit(content.Length));
    }
}
