using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Catalogs;

/// <summary>Stores changed catalogs, children before parents, siblings in parallel (formats §7.11).</summary>
internal sealed class CatalogCommitter(ObjectWriterPool writers, PipelineOptions options, Revision revision, DateTimeOffset now) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Workers);
    private int _written;

    /// <summary>Catalogs stored.</summary>
    public int Written => _written;

    /// <summary>Stores a catalog and everything below it that changed; null when nothing did.</summary>
    public async Task<CommittedCatalog?> CommitAsync(CatalogNode node, CancellationToken cancellationToken)
    {
        var children = await Task.WhenAll(node.Children.Select(child => CommitAsync(child, cancellationToken)));
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is { } done)
            {
                var child = node.Children[i];
                node.Editor.RenewReference(child.Mountpoint, done.Hash, done.Size, done.Total - child.CountedByParent);
            }
        }

        if (!node.Editor.IsDirty)
            return null;
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => StoreAsync(node, cancellationToken), cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task<CommittedCatalog> StoreAsync(CatalogNode node, CancellationToken cancellationToken)
    {
        var editor = node.Editor;
        var total = editor.Finish(before => before with
        {
            Revision = revision,
            LastModified = now,
            PreviousRevision = node.BaseHash(options.Algorithm),
        });
        var size = (ulong)new FileInfo(editor.File).Length;
        var hash = await writers.StoreFileAsync(editor.File, ObjectKind.Catalog, cancellationToken);
        File.Delete(editor.File);
        Interlocked.Increment(ref _written);
        return new CommittedCatalog(hash, size, total);
    }
}
