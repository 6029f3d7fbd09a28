using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Contracts.Tests.Caching;

/// <summary>Makes caches from settings, as the client does.</summary>
internal static class Caches
{
    public static IObjectCache Open(string folder, CacheInstance instance, bool streaming = false) =>
        CacheFactory.Open(new CacheSettings { Directory = folder, Workspace = Path.Combine(folder, "workspace"), Primary = instance, IsStreaming = streaming }, new ClientServices()).Value;

    public static CacheInstance.Posix Posix(string folder, long? quota = null, bool alien = false) =>
        new("dir", Path.Combine(folder, "objects"), Path.Combine(folder, "workspace"), IsShared: true, alien, quota, SharesDescriptors: false);
}

public sealed class UnlimitedCacheTests : ObjectCacheContract
{
    internal override IObjectCache Make() => Caches.Open(Folder, Caches.Posix(Folder));
}

public sealed class QuotaCacheTests : ObjectCacheContract
{
    internal override IObjectCache Make() => Caches.Open(Folder, Caches.Posix(Folder, quota: 100 << 20));
}

public sealed class FrozenCacheTests : ObjectCacheContract
{
    internal override IObjectCache Make()
    {
        var cache = Caches.Open(Folder, Caches.Posix(Folder, quota: 100 << 20));
        Assert.True(cache.FreezeAsync().AsTask().GetAwaiter().GetResult());
        return cache;
    }
}

public sealed class AlienCacheTests : ObjectCacheContract
{
    internal override IObjectCache Make() => Caches.Open(Folder, Caches.Posix(Folder, alien: true));
}

public sealed class MemoryCacheTests : ObjectCacheContract
{
    internal override IObjectCache Make()
    {
        Assert.SkipWhen(PrivateFolder.MemoryPlace() is null, "there is no memory file system to write to, such as /dev/shm");
        return Caches.Open(Folder, new CacheInstance.Memory("hot", 40 << 20));
    }
}

public sealed class StreamingCacheTests : ObjectCacheContract
{
    internal override IObjectCache Make() => Caches.Open(Folder, Caches.Posix(Folder, quota: 100 << 20), streaming: true);
}

public sealed class TieredCacheTests : ObjectCacheContract
{
    internal override IObjectCache Make() => Caches.Open(
        Folder,
        new CacheInstance.Tiered("two", Caches.Posix(Path.Combine(Folder, "upper"), quota: 100 << 20), Caches.Posix(Path.Combine(Folder, "lower")), IsLowerReadOnly: false));
}

public sealed class TieredOverFixedCacheTests : ObjectCacheContract
{
    internal override IObjectCache Make() => Caches.Open(
        Folder,
        new CacheInstance.Tiered("two", Caches.Posix(Path.Combine(Folder, "upper")), Caches.Posix(Path.Combine(Folder, "lower")), IsLowerReadOnly: true));
}

public sealed class PluginCacheTests : ObjectCacheContract
{
    internal override IObjectCache Make()
    {
        var plugin = Own(TestPlugin.Start(Path.Combine(Folder, "socket"), maxPart: 64 * 1024));
        return Caches.Open(Folder, new CacheInstance.External("plugin", $"unix={plugin.Path}", []));
    }
}

/// <summary>The plug-ins of the original, when CVMFS_CACHE_PLUGIN names the executable <c>cvmfs_cache_ram</c>: started by the client through its command line.</summary>
public sealed class OriginalPluginTests : ObjectCacheContract
{
    internal override IObjectCache Make()
    {
        var program = Environment.GetEnvironmentVariable("CVMFS_CACHE_PLUGIN");
        Assert.SkipWhen(program is null, "CVMFS_CACHE_PLUGIN does not name the original's cvmfs_cache_ram");
        var configuration = Path.Combine(Folder, "plugin.conf");
        var socket = Path.Combine(Folder, "socket");
        File.WriteAllText(configuration, $"CVMFS_CACHE_PLUGIN_LOCATOR=unix={socket}\nCVMFS_CACHE_PLUGIN_SIZE=200\n");
        return Caches.Open(Folder, new CacheInstance.External("ram", $"unix={socket}", [program!, configuration]));
    }
}
