using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Planning;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>
/// From a source to stored objects and catalogs: planner, pipeline and applier run side by side, then the changed catalogs are stored. Nothing of it
/// is visible to readers until a manifest names the new root.
/// </summary>
internal sealed class TreePublisher(Repository repository, ObjectWriterPool writers, ObjectCounters objects, IPublishProgress progress)
{
    private readonly PipelineOptions _pipelineOptions = repository.Settings.ToPipelineOptions();

    /// <summary>What was added, changed and removed.</summary>
    public ChangeCounters Changes { get; } = new();

    /// <summary>Catalogs stored.</summary>
    public int CatalogsWritten { get; private set; }

    /// <summary>Publishes the changes onto a root catalog; null when there are none and none is asked for.</summary>
    public async Task<CommittedCatalog?> RunAsync(
        ContentHash baseRoot, PublishRequest request, Revision revision, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var loader = new CatalogLoader(new ObjectReader(repository.Store), _pipelineOptions.TemporaryDirectory);
        using var root = await loader.LoadAsync(RepositoryPath.Root, baseRoot, cancellationToken);
        var source = new SubtreeSource(request.Source ?? EmptySource.Instance);
        var dirtab = await DirtabReader.ReadAsync(source, root, new ObjectReader(repository.Store), request.Dirtab, cancellationToken);

        progress.Step("Reading, compressing and storing files");
        var node = await ApplyAsync(root, source, loader, dirtab, request, now, cancellationToken);

        progress.Step("Storing catalogs");
        if (request.AlwaysMakesRevision)
            node.Editor.Touch();
        using var committer = new CatalogCommitter(writers, _pipelineOptions, revision, now);
        var committed = await committer.CommitAsync(node, cancellationToken);
        CatalogsWritten = committer.Written;
        return committed;
    }

    private async Task<CatalogNode> ApplyAsync(
        BaseCatalog root, SubtreeSource source, CatalogLoader loader, Dirtab dirtab, PublishRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var pipeline = new FilePipeline(repository.Store, _pipelineOptions, objects, stop);
        var queue = new PublishQueue(pipeline, progress.Warn, stop.Token);
        var options = new PlannerOptions(
            now, await StoreEmptyAsync(cancellationToken), _pipelineOptions.TemporaryDirectory, request.TrustsTimes, repository.Settings.IgnoresSpecialFiles);
        var planner = new TreePlanner(source, loader, dirtab, new RowBuilder(repository.Settings.RecordsNanoseconds), queue, options);

        var planning = RunAsync(async () =>
        {
            var node = await planner.PlanAsync(root, stop.Token);
            await queue.CompleteAsync();
            return node;
        });
        var applying = RunAsync(async () =>
        {
            await queue.ApplyAllAsync(new PlanApplier(Changes, objects, progress));
            return true;
        });
        await FirstFailure.OfAsync(cancellationToken, pipeline.Completion, planning, applying);
        return await planning;

        Task<T> RunAsync<T>(Func<Task<T>> work) => Task.Run(async () =>
        {
            try
            {
                return await work();
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        });
    }

    private async Task<StoredContent> StoreEmptyAsync(CancellationToken cancellationToken)
    {
        var compression = _pipelineOptions.Compression;
        var hash = await writers.StoreAsync(ReadOnlyMemory<byte>.Empty, ObjectKind.Bulk, compression, cancellationToken);
        return new StoredContent(hash, 0, compression, []);
    }
}
