using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Transactions;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>
/// Publishes a revision: 1. files and catalogs, 2. tags, 3. reflog, 4. manifest. Only the fourth step, one rename, shows anything to readers; a run
/// that is killed before leaves the old revision standing and only unreferenced objects behind, which the next run finds again by their names.
/// </summary>
public sealed class Publisher(Repository repository, TimeProvider clock, IPublishProgress progress)
{
    /// <summary>Publishes under the repository's lock.</summary>
    /// <exception cref="ServerException">It cannot be done; nothing was published.</exception>
    public async Task<PublishResult> PublishAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var spool = repository.Settings.Spool;
        using var publishing = PublishLock.Take(spool.PublishLock, repository.Name.ToString());
        spool.CleanTemporary();
        try
        {
            return await PublishLockedAsync(request, cancellationToken);
        }
        finally
        {
            spool.CleanTemporary();
        }
    }

    internal async Task<PublishResult> PublishLockedAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        await WhitelistCheck.RequireValidAsync(repository, clock.GetUtcNow(), cancellationToken);
        var before = await repository.ReadManifestAsync(cancellationToken);
        var revision = NextRevision(before, request);
        var objects = new ObjectCounters();
        using var writers = new ObjectWriterPool(repository.Store, repository.Settings.ToPipelineOptions(), objects);
        using var history = await HistoryFile.OpenAsync(repository, before.History, cancellationToken);
        history.RequireFreeTag(request.Tag, before.RootCatalog, request.MovesTag);

        var now = clock.GetUtcNow();
        var tree = new TreePublisher(repository, writers, objects, progress);
        var root = await tree.RunAsync(before.RootCatalog, request, revision, now, cancellationToken);
        if (root is null && (request.Tag is null || history.Find(request.Tag)?.RootCatalog == before.RootCatalog))
            return new PublishResult(before, Count(tree, objects), IsNewRevision: false);
        if (root is null)
            revision = before.Revision;
        else if (!request.MovesTag)
            history.RequireNoTag(request.Tag);

        progress.Step("Signing the new revision");
        var changed = root ?? new CommittedCatalog(before.RootCatalog, before.RootCatalogSize, default);
        history.Publish(changed, before, revision, request.Tag, request.Message, now);
        var manifest = await SealAsync(before, changed, revision, history, writers, now, cancellationToken);
        return new PublishResult(manifest, Count(tree, objects), IsNewRevision: root is not null);
    }

    /// <summary>Publishes the content of a tag again as a new revision; tags of later revisions go (formats §8.1).</summary>
    /// <exception cref="ServerException">There is no such tag, or it cannot be done; nothing was published.</exception>
    public async Task<Manifest> RollBackAsync(string tag, CancellationToken cancellationToken)
    {
        var spool = repository.Settings.Spool;
        using var publishing = PublishLock.Take(spool.PublishLock, repository.Name.ToString());
        spool.CleanTemporary();
        var before = await repository.ReadManifestAsync(cancellationToken);
        using var history = await HistoryFile.OpenAsync(repository, before.History, cancellationToken);
        var target = history.Find(tag)
            ?? throw new ServerException("SRV083", $"{repository.Name} has no tag '{tag}'; 'cvmfs_server tag -l {repository.Name}' lists them.");

        var now = clock.GetUtcNow();
        var revision = new Revision(before.Revision.Number + 1);
        var objects = new ObjectCounters();
        using var writers = new ObjectWriterPool(repository.Store, repository.Settings.ToPipelineOptions(), objects);
        var request = new PublishRequest { Source = null, AlwaysMakesRevision = true };
        var root = await new TreePublisher(repository, writers, objects, progress).RunAsync(target.RootCatalog, request, revision, now, cancellationToken);
        history.RollBack(target, root!, revision, now);
        return await SealAsync(before, root!, revision, history, writers, now, cancellationToken);
    }

    /// <summary>Stores tags and reflog, then replaces the manifest.</summary>
    internal async Task<Manifest> SealAsync(
        Manifest before, CommittedCatalog root, Revision revision, HistoryFile history, ObjectWriterPool writers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var certificate = await writers.StoreAsync(repository.Keys.LoadCertificate().Pem, ObjectKind.Certificate, default, cancellationToken);
        var historyHash = await history.StoreAsync(writers, cancellationToken);
        using var reflog = await ReflogFile.OpenAsync(repository, before.Reflog, cancellationToken);
        var isNew = root.Hash != before.RootCatalog;
        if (isNew)
            reflog.AddRoot(root.Hash, now);
        reflog.AddHistory(historyHash, now);
        if (certificate != before.Certificate)
            reflog.AddCertificate(certificate, now);
        var manifest = before with
        {
            RootCatalog = root.Hash,
            RootCatalogSize = root.Size,
            Revision = revision,
            TimeToLive = repository.Settings.TimeToLive,
            IsGarbageCollectable = repository.Settings.IsGarbageCollectable,
            Certificate = certificate,
            History = historyHash,
            PublishedAt = isNew ? now : before.PublishedAt,
            Reflog = await reflog.StoreAsync(cancellationToken),
        };
        await repository.WriteManifestAsync(manifest, cancellationToken);
        return manifest;
    }

    private static Revision NextRevision(Manifest before, PublishRequest request)
    {
        var next = request.Revision ?? new Revision(before.Revision.Number + 1);
        return next.Number > before.Revision.Number
            ? next
            : throw new ServerException("SRV082", $"Revision {next.Number} is not higher than the published one ({before.Revision.Number}); choose a higher number with -n.");
    }

    private static PublishCounters Count(TreePublisher tree, ObjectCounters objects) => new()
    {
        FilesAdded = tree.Changes.FilesAdded,
        FilesChanged = tree.Changes.FilesChanged,
        FilesRemoved = tree.Changes.FilesRemoved,
        DirectoriesAdded = tree.Changes.DirectoriesAdded,
        DirectoriesChanged = tree.Changes.DirectoriesChanged,
        DirectoriesRemoved = tree.Changes.DirectoriesRemoved,
        CatalogsWritten = tree.CatalogsWritten,
        ObjectsStored = objects.Stored,
        ObjectsDuplicated = objects.Duplicated,
        BytesRead = objects.BytesRead,
        BytesStored = objects.BytesStored,
    };
}
