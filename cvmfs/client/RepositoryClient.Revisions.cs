using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Client.Trust;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;

namespace CernVM.Cvmfs.Client;

/// <content>Which revision is shown (formats §4.6).</content>
public sealed partial class RepositoryClient
{
    private static readonly TimeSpan OfflineRetry = TimeSpan.FromSeconds(180);

    private readonly SemaphoreSlim _updating = new(1, 1);
    private RepositoryRevision? _revision;
    private RepositoryNode? _root;
    private long _nextCheck = long.MaxValue;
    private volatile bool _isOnline;
    private long _maxTtlTicks;

    /// <summary>The revision shown now.</summary>
    public RepositoryRevision CurrentRevision => Volatile.Read(ref _revision) ?? throw new InvalidOperationException("No revision is shown yet.");

    /// <summary>
    /// Who may read the revision shown now, as its publisher wrote it (<c>schema%text</c>); null for everybody. The client does not act on it: the host checks
    /// its users, and <see cref="ClientServices.Credentials"/> proves them to servers.
    /// </summary>
    public string? Membership => _tree.Root.Membership is { Length: > 0 } membership ? membership : null;

    /// <summary>False after the last look for a new revision, or the start, found no server.</summary>
    public bool IsOnline => _isOnline;

    /// <summary>When the next look for a new revision is due; null for fixed revisions and without auto update.</summary>
    public DateTimeOffset? NextCheck => Volatile.Read(ref _nextCheck) is var ticks && ticks == long.MaxValue ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    /// <summary>Upper bound of the time between looks for a new revision; null for the repository's own (<c>max ttl set</c>).</summary>
    public TimeSpan? MaxTtl
    {
        get => Volatile.Read(ref _maxTtlTicks) is var ticks and > 0 ? TimeSpan.FromTicks(ticks) : null;
        set
        {
            Volatile.Write(ref _maxTtlTicks, value?.Ticks ?? 0);
            Schedule(_isOnline);
        }
    }

    private ContentHash? KnownRoot => CurrentRevision.Manifest is null ? null : CurrentRevision.RootCatalog;

    /// <summary>
    /// Looks for a new revision now. A value other than null is verified, its catalogs that are in use are loaded, and it waits for <see cref="Apply"/>.
    /// </summary>
    public async ValueTask<ClientResult<PendingRevision?>> CheckForUpdateAsync(CancellationToken cancellationToken)
    {
        if (CurrentRevision.IsFixed)
            return (PendingRevision?)null;
        await _updating.WaitAsync(cancellationToken);
        try
        {
            var pending = await LookAsync(null, cancellationToken);
            _isOnline = pending.IsOk || !pending.Failure.IsTransient;
            Schedule(_isOnline);
            return !_isOnline && await LookIntoCacheAsync(cancellationToken) is { } preloaded ? preloaded : pending;
        }
        finally
        {
            _updating.Release();
        }
    }

    /// <summary>Prepares any revision by its root catalog (<c>chroot</c>); a newer one replaces it when that is looked for.</summary>
    public async ValueTask<ClientResult<PendingRevision?>> OpenRootAsync(ContentHash rootCatalog, CancellationToken cancellationToken)
    {
        var root = _catalogs.RootSlot(rootCatalog, CachedObject.UnknownSize);
        if (await _catalogs.OpenAsync(root, useAlternativePath: false, cancellationToken) is { } failure)
            return failure;
        await _preparation.RunAsync(root, cancellationToken);
        return new PendingRevision(new RepositoryRevision { RootCatalog = rootCatalog, Number = root.Revision, PublishedAt = root.LastModified }, root);
    }

    /// <summary>Shows the pending revision from now on, at once and without waiting. Open files and known inodes stay usable.</summary>
    public RevisionChange Apply(PendingRevision pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        var old = CurrentRevision;
        var retired = Show(pending.Root, pending.Revision);
        _services.RevisionApplied(Name, pending.Revision.Number, pending.Revision.RootCatalog);
        return new RevisionChange(old, pending.Revision, retired);
    }

    private async ValueTask<ClientFailure?> StartAsync(CancellationToken cancellationToken)
    {
        if (Settings.Revision.RootHash is { } fixedRoot)
        {
            _isOnline = true;
            return await ShowFirstAsync(new RepositoryRevision { RootCatalog = fixedRoot, Number = default, IsFixed = true }, CachedObject.UnknownSize, cancellationToken);
        }

        var breadcrumb = Breadcrumb.Load(Settings.Cache, Name);
        var manifest = await _manifests.FetchAsync(null, null, cancellationToken);
        _isOnline = manifest.IsOk;
        if (!manifest.IsOk)
            return manifest.Failure.IsTransient && breadcrumb is not null ? await StartOfflineAsync(breadcrumb, manifest.Failure, cancellationToken) : manifest.Failure;
        if (Settings.Revision.IsFixed)
        {
            var tagged = await FixedRevision.FindAsync(Settings, manifest.Value, _fetcher, cancellationToken);
            return tagged.IsOk ? await ShowFirstAsync(tagged.Value, CachedObject.UnknownSize, cancellationToken) : tagged.Failure;
        }

        if (breadcrumb?.IsNewerThan(manifest.Value) == true)
        {
            _services.OlderManifest(Name, manifest.Value.Revision, breadcrumb.Revision);
            if (await StartOfflineAsync(breadcrumb, null, cancellationToken) is null)
                return null;
        }

        var failure = await ShowFirstAsync(Describe(manifest.Value), SizeOf(manifest.Value), cancellationToken);
        return failure is { IsTransient: true } && breadcrumb is not null ? await StartOfflineAsync(breadcrumb, failure, cancellationToken) : failure;
    }

    private async ValueTask<ClientFailure?> StartOfflineAsync(Breadcrumb breadcrumb, ClientFailure? cause, CancellationToken cancellationToken)
    {
        _isOnline = false;
        if (cause is not null)
            _services.Offline(Name, cause.Message);
        if (_manifests.IsForbidden(breadcrumb.Revision) || breadcrumb.Revision.Number < Settings.Trust.MinimumRevision)
            return cause ?? new ClientFailure(ClientFailureKind.RevisionBlacklisted, $"The last known revision {breadcrumb.Revision} of {Name} is forbidden.");
        var revision = new RepositoryRevision { RootCatalog = breadcrumb.RootCatalog, Number = breadcrumb.Revision, PublishedAt = breadcrumb.PublishedAt };
        var failure = await ShowFirstAsync(revision, CachedObject.UnknownSize, cancellationToken);
        return failure is null ? null : cause ?? failure;
    }

    private async ValueTask<ClientFailure?> ShowFirstAsync(RepositoryRevision revision, long size, CancellationToken cancellationToken)
    {
        var root = _catalogs.RootSlot(revision.RootCatalog, size);
        var useAlternative = Settings.Revision.UseAlternativePath || (!Settings.Revision.IsFixed && revision.Manifest?.HasAlternativePaths == true);
        if (await _catalogs.OpenAsync(root, useAlternative, cancellationToken) is { } failure)
            return failure;
        Show(root, revision.Number.Number == 0 ? revision with { Number = root.Revision, PublishedAt = revision.PublishedAt ?? root.LastModified } : revision);
        Schedule(_isOnline);
        return null;
    }

    private async ValueTask<ClientResult<PendingRevision?>> LookAsync(byte[]? announced, CancellationToken cancellationToken)
    {
        var current = CurrentRevision;
        if (_manifests.IsForbidden(current.Number))
            return new ClientFailure(ClientFailureKind.RevisionBlacklisted, $"Revision {current.Number} of {Name} is on the blacklist now.");
        var manifest = announced is null
            ? await _manifests.FetchAsync(KnownRoot, current.PublishedAt, cancellationToken)
            : await _manifests.CheckAsync(announced, KnownRoot, current.PublishedAt, cancellationToken);
        if (!manifest.IsOk)
            return manifest.Failure;
        if (manifest.Value.RootCatalog == current.RootCatalog)
            return (PendingRevision?)null;

        // The cache may know more than this process: another mount of the same cache, or cvmfs_preload, has seen a newer revision.
        var isOlder = manifest.Value.Revision <= current.Number && current.Number.Number != 0;
        if (isOlder || Breadcrumb.Load(Settings.Cache, Name)?.IsNewerThan(manifest.Value) == true)
        {
            _services.OlderManifest(Name, manifest.Value.Revision, current.Number);
            return (PendingRevision?)null;
        }

        var root = _catalogs.RootSlot(manifest.Value.RootCatalog, SizeOf(manifest.Value));
        if (await _catalogs.OpenAsync(root, manifest.Value.HasAlternativePaths, cancellationToken) is { } failure)
            return failure;
        await _preparation.RunAsync(root, cancellationToken);
        return new PendingRevision(Describe(manifest.Value), root);
    }

    // A cache that somebody else fills (cvmfs_preload) may know a newer revision than a client without network.
    private async ValueTask<PendingRevision?> LookIntoCacheAsync(CancellationToken cancellationToken)
    {
        if (Breadcrumb.Load(Settings.Cache, Name) is not { } breadcrumb || breadcrumb.Revision <= CurrentRevision.Number || _manifests.IsForbidden(breadcrumb.Revision))
            return null;
        var root = _catalogs.RootSlot(breadcrumb.RootCatalog, CachedObject.UnknownSize);
        if (await _catalogs.OpenAsync(root, useAlternativePath: false, cancellationToken) is not null)
            return null;
        await _preparation.RunAsync(root, cancellationToken);
        return new PendingRevision(
            new RepositoryRevision { RootCatalog = breadcrumb.RootCatalog, Number = breadcrumb.Revision, PublishedAt = breadcrumb.PublishedAt }, root);
    }

    private IReadOnlyList<InodeRange> Show(CatalogSlot root, RepositoryRevision revision)
    {
        var retired = _tree.Show(root);
        if (_tree.Find(RepositoryPath.Root, out var node, out _) != TreeAnswer.Found)
            throw new InvalidOperationException($"The root catalog of {Name} was closed while it was put into use.");
        Volatile.Write(ref _root, node);
        Volatile.Write(ref _revision, revision);
        _planner.RevisionShown();
        if (!revision.IsFixed)
            new Breadcrumb(revision.RootCatalog, revision.PublishedAt ?? DateTimeOffset.UnixEpoch, revision.Number).Store(Settings.Cache, Name);
        return retired;
    }

    private void Schedule(bool online)
    {
        if (CurrentRevision.IsFixed || !Settings.Revision.AutoUpdate)
            return;
        var ttl = TimeSpan.FromSeconds(_tree.Root.TimeToLive);
        if (MaxTtl is { } most && most < ttl)
            ttl = most;
        Volatile.Write(ref _nextCheck, (_services.Time.GetUtcNow() + (online ? ttl : OfflineRetry)).UtcTicks);
    }

    private static long SizeOf(Manifest manifest) => manifest.RootCatalogSize == 0 ? CachedObject.UnknownSize : (long)manifest.RootCatalogSize;

    private static RepositoryRevision Describe(Manifest manifest) => new()
    {
        RootCatalog = manifest.RootCatalog,
        Number = manifest.Revision,
        PublishedAt = manifest.PublishedAt,
        Manifest = manifest,
    };
}
