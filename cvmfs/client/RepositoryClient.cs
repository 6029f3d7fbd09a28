using System.Collections;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Client.Profiles;
using CernVM.Cvmfs.Client.Trust;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client;

/// <summary>
/// Read access to one repository: configuration applied, signatures checked, objects fetched and cached, the tree of the current revision answered.
/// Knows nothing of FUSE. All members may be called from any thread. Members named <c>Try…</c> answer from local data without waiting; when they
/// answer <see cref="TreeAnswer.NotLocal"/>, the asynchronous member of the same purpose fetches what is missing.
/// </summary>
public sealed partial class RepositoryClient : IAsyncDisposable
{
    private readonly ClientServices _services;
    private readonly NetworkStack _network;
    private readonly NetworkStack _externalNetwork;
    private readonly IObjectCache _cache;
    private readonly ObjectFetcher _fetcher;
    private readonly ManifestSource _manifests;
    private readonly InodeMap _inodes = new();
    private readonly CatalogManager _catalogs;
    private readonly RepositoryTree _tree;
    private readonly FileObjects _objects;
    private readonly PrefetchPlanner _planner;
    private readonly RevisionPreparation _preparation;

    private RepositoryClient(ClientSettings settings, ClientServices services, IObjectCache cache, IReadOnlyList<Formats.Trust.MasterPublicKey> keys)
    {
        Settings = settings;
        _maxTtlTicks = settings.Revision.MaxTtl?.Ticks ?? 0;
        _services = services;
        _cache = cache;
        var network = settings.Network;
        var ahead = settings.Prefetch.IsEnabled ? settings.Prefetch.Parallel : 0;
        var names = new NameResolver(network.Dns, services);
        _network = new NetworkStack(network, names, settings.Cache.Workspace, services, Counters, ahead);
        _externalNetwork = new NetworkStack(network.ForExternalFiles(), names, settings.Cache.Workspace, services, Counters);
        Network = new NetworkControl(_network, services);
        ExternalNetwork = new NetworkControl(_externalNetwork, services);
        _fetcher = new ObjectFetcher(cache, settings.Cache.SharesDescriptors ? new SharedDescriptors() : null, _network.Downloader, _externalNetwork.Downloader, services, Counters);
        _manifests = new ManifestSource(settings, services, _network.Downloader, _fetcher, keys);
        _catalogs = new CatalogManager(_fetcher, _inodes, settings.CatalogWatermark, services, Counters);
        var environment = Variables(settings);
        _tree = new RepositoryTree(_catalogs, _inodes, settings.Presentation.RawSymlinks ? null : name => environment.GetValueOrDefault(name));
        _objects = new FileObjects(_tree);
        _preparation = new RevisionPreparation(_catalogs, _inodes);
        _planner = new PrefetchPlanner(settings.Prefetch, _fetcher, _network.Downloader.Latency, _tree, _catalogs, services, Counters);
    }

    /// <summary>Name of the repository.</summary>
    public RepositoryName Name => Settings.Repository;

    /// <summary>What was configured.</summary>
    public ClientSettings Settings { get; }

    /// <summary>What was done.</summary>
    public ClientCounters Counters { get; } = new();

    /// <summary>Records what is opened, for an access profile.</summary>
    public AccessRecorder Recorder => _planner.Recorder;

    /// <summary>Servers and proxies: what is in use, and how to change it.</summary>
    public NetworkControl Network { get; }

    /// <summary>The same for external files.</summary>
    public NetworkControl ExternalNetwork { get; }

    /// <summary>
    /// Prepares cache and network, verifies the newest manifest (or starts from the breadcrumb when no server answers), and loads the root catalog.
    /// </summary>
    /// <param name="settings">What is configured.</param>
    /// <param name="services">Clock, log and dice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="state">From another client of this repository, to go on where it was.</param>
    public static async Task<ClientResult<RepositoryClient>> OpenAsync(
        ClientSettings settings, ClientServices services, CancellationToken cancellationToken, ClientState? state = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(services);
        var keys = settings.Revision.RootHash is null ? MasterKeys.Load(settings.Trust) : ClientResult<IReadOnlyList<Formats.Trust.MasterPublicKey>>.Ok([]);
        if (!keys.IsOk)
            return keys.Failure;
        var cache = CacheFactory.Open(settings.Cache, services);
        if (!cache.IsOk)
            return cache.Failure;

        var client = new RepositoryClient(settings, services, cache.Value, keys.Value);
        try
        {
            if (await client.StartAsync(state, cancellationToken) is not { } failure)
                return client;
            await client.DisposeAsync();
            return failure;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }


    /// <summary>The addresses of a host, found as those of servers are: from literals, <c>/etc/hosts</c> and the name servers; none when it is unknown.</summary>
    public ValueTask<IReadOnlyList<System.Net.IPAddress>> ResolveHostAsync(string host, CancellationToken cancellationToken) =>
        _network.Names.ResolveAsync(host, cancellationToken);

    /// <summary>Closes nested catalogs that nobody uses at the moment (<c>detach nested catalogs</c>).</summary>
    public void DetachNestedCatalogs() => _catalogs.CloseAllBut(_tree.Root);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _planner.StopAsync();
        await _fetcher.DisposeAsync();
        await _planner.DisposeAsync();
        _catalogs.CloseAllBut(null);
        _cache.Dispose();
        _network.Dispose();
        _externalNetwork.Dispose();
    }

    private async ValueTask<ClientFailure?> StartAsync(ClientState? state, CancellationToken cancellationToken) =>
        await _network.StartAsync(null, cancellationToken)
        ?? await _externalNetwork.StartAsync(_network, cancellationToken)
        ?? await (state is null ? StartAsync(cancellationToken) : ResumeAsync(state, cancellationToken));

    // What a variant symlink sees: the environment, then the configuration files, which export all they set (formats §7.7).
    private static Dictionary<string, string> Variables(ClientSettings settings)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CVMFS_ARCH"] = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture switch
            {
                System.Runtime.InteropServices.Architecture.X64 => "x86_64",
                System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
                var other => other.ToString().ToLowerInvariant(),
            },
        };
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        foreach (var (key, value) in settings.Variables)
            variables[key] = value;
        return variables;
    }
}
