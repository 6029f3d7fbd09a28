using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>
/// Walks the source and the base catalogs side by side, parents first, and says for every row what becomes of it. A subtree that the source does not
/// mention is not looked at, unless its rows must move into another catalog or a dirtab rule may match in it.
/// </summary>
internal sealed partial class TreePlanner(
    IChangeSource source, CatalogLoader loader, Dirtab dirtab, RowBuilder rows, IPlanSink sink, PlannerOptions options)
{
    private readonly Dictionary<InodeKey, ContentJob> _linkedContent = [];

    /// <summary>Plans the whole tree below the root catalog.</summary>
    public async Task<CatalogNode> PlanAsync(BaseCatalog root, CancellationToken cancellationToken)
    {
        var node = new CatalogNode(RepositoryPath.Root, parent: null, root, options.TemporaryDirectory);
        await VisitAsync(new DirectoryVisit(RepositoryPath.Root, IsInSource: true, IsReplaced: false, root.Root, root, node), cancellationToken);
        return node;
    }

    // 1. Bring base and source together. 2. Decide whose catalog it is. 3. Plan the directory's own rows, 4. its files, 5. what is gone. 6. Descend.
    private async Task VisitAsync(DirectoryVisit visit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = visit.Path;
        var delta = visit.IsInSource ? ReadSource(visit) : null;
        var wasMountpoint = visit.BaseRow is { IsNestedMountpoint: true };
        var content = wasMountpoint ? await OpenNestedAsync(visit, cancellationToken) : visit.Holder;
        using var opened = wasMountpoint ? content : null;

        var children = ChildMerge.Merge(visit.BaseRow is null ? [] : content!.List(path), delta);
        ApplySpecialNames(path, delta?.Self, children);

        var plan = new DirectoryPlan();
        var node = Place(visit, content, wasMountpoint, HasMarker(path, children), plan);
        PlanOwnRows(visit, delta?.Self, content, node, CountDirectories(children), plan);

        var stays = content?.Node == node;
        await PlanGoneAsync(path, children, content, cancellationToken);
        await PlanFilesAsync(path, children, content, node, stays, plan);
        plan.Seal();
        await sink.AddAsync(plan);

        foreach (var child in children)
        {
            if (!child.BecomesDirectory)
                continue;
            var childPath = path.Combine(child.Name.Span);
            if (path.IsRoot && child.Name.Span.SequenceEqual(SpecialNames.Reserved))
                continue;
            if (child.IsKept && stays && !dirtab.Matches(childPath.Utf8) && !dirtab.CouldMatchBelow(childPath.Utf8))
                continue;
            var baseRow = child.Base is { IsDirectory: true } ? child.Base : null;
            await VisitAsync(new DirectoryVisit(childPath, !child.IsKept, delta is { IsComplete: true }, baseRow, baseRow is null ? null : content, node), cancellationToken);
        }
    }

    // Overlayfs marks only the topmost of the directories that hide the lower layer.
    private SourceDirectory ReadSource(DirectoryVisit visit)
    {
        var delta = source.Read(visit.Path);
        return visit.IsReplaced ? delta with { IsComplete = true } : delta;
    }

    private async Task<BaseCatalog> OpenNestedAsync(DirectoryVisit visit, CancellationToken cancellationToken)
    {
        var nested = visit.Holder!.Nested(visit.Path);
        return await loader.LoadAsync(nested.Path, nested.Hash, cancellationToken);
    }

    private static uint CountDirectories(List<ChildPlan> children)
    {
        uint count = 0;
        foreach (var child in children)
            count += child.BecomesDirectory ? 1u : 0;
        return count;
    }

    private static bool HasMarker(RepositoryPath path, List<ChildPlan> children) =>
        !path.IsRoot && children.Exists(static child => child.BecomesRegular && child.Name.Span.SequenceEqual(SpecialNames.Marker));
}
