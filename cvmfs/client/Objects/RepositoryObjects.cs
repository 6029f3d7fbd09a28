using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Trust;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;

namespace CernVM.Cvmfs.Client.Objects;

/// <summary>
/// The verified objects of one repository by their names, and a cache directory to put them into: for programs that copy a repository instead of
/// reading its tree. The cache has no limit. Members may be called from any thread.
/// </summary>
public sealed class RepositoryObjects : IAsyncDisposable
{
    private readonly ClientSettings _settings;
    private readonly NetworkStack _network;
    private readonly CacheDirectory _cache;
    private readonly ObjectFetcher _fetcher;
    private readonly ManifestSource _manifests;

    private RepositoryObjects(ClientSettings settings, ClientServices services, CacheDirectory cache, IReadOnlyList<Formats.Trust.MasterPublicKey> keys)
    {
        _settings = settings;
        _cache = cache;
        _network = new NetworkStack(settings.Network, new NameResolver(settings.Network.Dns, services), settings.Cache.Workspace, services, Counters);
        _fetcher = new ObjectFetcher(new PosixCache(cache, new NoQuota(cache), ""), null, _network.Downloader, null, services, Counters);
        _manifests = new ManifestSource(settings, services, _network.Downloader, _fetcher, keys);
    }

    /// <summary>What was done.</summary>
    public ClientCounters Counters { get; } = new();

    /// <summary>Prepares the cache directory and reads the master keys; the network is not touched.</summary>
    public static ClientResult<RepositoryObjects> Open(ClientSettings settings, ClientServices services)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(services);
        var keys = MasterKeys.Load(settings.Trust);
        if (!keys.IsOk)
            return keys.Failure;
        var cache = CacheDirectory.Open(settings.Cache.Directory, settings.Cache.IsAlien ? CacheDirectoryKind.Alien : CacheDirectoryKind.Own, services);
        return cache.IsOk ? new RepositoryObjects(settings, services, cache.Value, keys.Value) : cache.Failure;
    }

    /// <summary>The newest manifest that the chain of trust accepts; its certificate is then in the cache.</summary>
    public async ValueTask<ClientResult<Manifest>> FetchManifestAsync(CancellationToken cancellationToken) =>
        await _network.StartAsync(null, cancellationToken) is { } failure ? failure : await _manifests.FetchAsync(null, null, cancellationToken);

    /// <summary>A small file of the repository's top that carries no hash, at most so many bytes.</summary>
    public async ValueTask<ClientResult<byte[]>> GetFileAsync(string name, int maxSize, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        var got = await _network.Downloader.GetAsync(new FetchRequest { Path = name, MaxSize = maxSize }, memory, cancellationToken);
        return got.IsOk ? memory.ToArray() : got.Failure;
    }

    /// <summary>Downloads an object decompressed into a seekable stream, which is emptied first. What the stream holds counts only on success.</summary>
    public async ValueTask<ClientResult<long>> GetAsync(StoredObject wanted, Stream destination, CancellationToken cancellationToken)
    {
        var isSizeKnown = wanted.Size != StoredObject.UnknownSize;
        var request = new FetchRequest
        {
            Path = wanted.Name.StorePath,
            Expected = wanted.Name.Hash,
            Compression = wanted.Compression,
            MaxSize = isSizeKnown ? wanted.Size : FetchLimits.MaxDatabase,
        };
        var got = await _network.Downloader.GetAsync(request, destination, cancellationToken);
        return got.IsOk && isSizeKnown && got.Value != wanted.Size
            ? ClientResult<long>.Fail(ClientFailureKind.Corrupt, $"Object {wanted.Name} has {got.Value} bytes, but {wanted.Size} were announced.")
            : got;
    }

    /// <summary>Whether the object lies in the cache with the right number of bytes.</summary>
    public bool IsCached(ContentHash hash, long size = StoredObject.UnknownSize)
    {
        var file = new FileInfo(PathOf(hash));
        return file.Exists && (size == StoredObject.UnknownSize || file.Length == size);
    }

    /// <summary>Where the object lies in the cache, or would lie.</summary>
    public string PathOf(ContentHash hash) => _cache.PathOf(hash);

    /// <summary>Gives a complete, verified file of the cache's file system its name in the cache.</summary>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    public void Commit(string file, ContentHash hash) => _cache.Commit(file, hash);

    /// <summary>Notes in the cache that this revision is complete, so that a mount without network shows it.</summary>
    public void Remember(Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        new Breadcrumb(manifest.RootCatalog, manifest.PublishedAt ?? DateTimeOffset.UnixEpoch, manifest.Revision).Store(_settings.Cache, _settings.Repository);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _fetcher.DisposeAsync();
        _fetcher.Cache.Dispose();
        _network.Dispose();
    }
}
