using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Planning;

internal sealed partial class TreePlanner
{
    private const uint MarkerMode = 0x8000 | 0b110_100_100;
    private const uint DefaultDirectoryMode = 0x4000 | 0b111_101_101;

    /// <summary>Whose catalog holds the directory's entries, and what that means for the references between catalogs.</summary>
    private CatalogNode Place(DirectoryVisit visit, BaseCatalog? content, bool wasMountpoint, bool becomesMountpoint, DirectoryPlan plan)
    {
        if (visit.Path.IsRoot || (!wasMountpoint && !becomesMountpoint))
            return visit.Parent;
        var isReferenceKept = becomesMountpoint && wasMountpoint && visit.Holder!.Node == visit.Parent;
        if (wasMountpoint && !isReferenceKept && visit.Holder!.Node is { } former)
            plan.References.Add(new ReferencePlan(former, content!.Mountpoint, content.Hash, content.Size, content.Reader.Counters.Total, IsAdded: false));
        if (!becomesMountpoint)
            return visit.Parent;
        var node = new CatalogNode(visit.Path, visit.Parent, wasMountpoint ? content : null, options.TemporaryDirectory);
        if (wasMountpoint && !isReferenceKept)
            plan.References.Add(new ReferencePlan(visit.Parent, content!.Mountpoint, content.Hash, content.Size, content.Reader.Counters.Total, IsAdded: true));
        return node;
    }

    /// <summary>The directory's row in its parent's catalog and, at a mountpoint, the second one in the nested catalog.</summary>
    private void PlanOwnRows(DirectoryVisit visit, SourceEntry? self, BaseCatalog? content, CatalogNode node, uint subdirectories, DirectoryPlan plan)
    {
        var isMountpoint = node != visit.Parent;
        var row = OwnRow(visit, self) with { LinkCount = 2 + subdirectories };
        plan.Entries.Add(new EntryPlan(visit.Path)
        {
            Base = visit.BaseRow,
            BaseNode = visit.Holder?.Node,
            Wanted = isMountpoint ? row with { Flags = row.Flags | EntryFlags.NestedMountpoint } : row,
            WantedNode = visit.Parent,
        });
        if (!isMountpoint)
            return;
        var continues = content is not null && content.Node == node;
        plan.Entries.Add(new EntryPlan(visit.Path)
        {
            Base = continues ? content!.Root : null,
            BaseNode = continues ? node : null,
            Wanted = row with { Flags = row.Flags | EntryFlags.NestedRoot },
            WantedNode = node,
            IsCounted = false,
        });
    }

    private DirectoryEntry OwnRow(DirectoryVisit visit, SourceEntry? self)
    {
        if (self is not null)
            return rows.Row(self) with { Name = visit.Path.Name.ToArray() };
        if (visit.BaseRow is { } before)
            return before with { Flags = before.Flags & ~(EntryFlags.NestedMountpoint | EntryFlags.NestedRoot) };
        return rows.Row(Generated(visit.Path.Name.ToArray(), DefaultDirectoryMode, owner: null));
    }

    private void ApplySpecialNames(RepositoryPath path, SourceEntry? self, List<ChildPlan> children)
    {
        if (children.Exists(static child => child.Source is not null && child.Name.Span.SequenceEqual(SpecialNames.Bundles)))
            CheckBundles(path, children.Find(static child => child.Name.Span.SequenceEqual(SpecialNames.Bundles)));
        if (path.IsRoot)
            ApplyRootNames(children);
        else if (dirtab.Matches(path.Utf8))
            AddMarker(self, children);
    }

    private void CheckBundles(RepositoryPath path, ChildPlan bundles)
    {
        if (!path.IsRoot || !bundles.BecomesRegular || bundles.Source is { Inode: not null })
            throw new ServerException("SRV052", $"{(path.IsRoot ? "" : path)}/.cvmfsbundles: this name is reserved for a regular file in the root that is no hard link; rename it.");
        sink.Warn("/.cvmfsbundles is published, but no client reads it; an access profile (.cvmfsprofile) does what it was meant for.");
    }

    private void ApplyRootNames(List<ChildPlan> children)
    {
        for (var i = children.Count - 1; i >= 0; i--)
        {
            var child = children[i];
            if (child.Name.Span.SequenceEqual(SpecialNames.Marker) && child.Source is not null)
                throw new ServerException("SRV050", "The root directory holds a .cvmfscatalog, but the root always has a catalog; remove that file.");
            if (!child.Name.Span.SequenceEqual(SpecialNames.Reserved))
                continue;
            if (child.Source is not null)
                sink.Warn("/.cvmfs is reserved and was not published; rename it.");
            if (child.Base is null)
                children.RemoveAt(i);
            else
                children[i] = new ChildPlan(child.Name, child.Base, null, IsGone: false);
        }
    }

    /// <summary>A dirtab rule acts like a marker that the source itself has; one that was published before stays as it is.</summary>
    private void AddMarker(SourceEntry? self, List<ChildPlan> children)
    {
        var at = children.FindIndex(static child => child.Name.Span.SequenceCompareTo(SpecialNames.Marker) >= 0);
        at = at < 0 ? children.Count : at;
        var exists = at < children.Count && children[at].Name.Span.SequenceEqual(SpecialNames.Marker);
        if (exists && children[at].BecomesRegular)
            return;
        var before = exists ? children[at].Base : null;
        var marker = before is { IsRegular: true }
            ? new ChildPlan(before.Name, before, null, IsGone: false)
            : new ChildPlan(SpecialNames.Marker.ToArray(), before, Generated(SpecialNames.Marker.ToArray(), MarkerMode, self), IsGone: false);
        if (exists)
            children[at] = marker;
        else
            children.Insert(at, marker);
    }

    private SourceEntry Generated(byte[] name, uint mode, SourceEntry? owner) => new()
    {
        Name = name,
        Mode = mode,
        Uid = owner?.Uid ?? 0,
        Gid = owner?.Gid ?? 0,
        ModificationTime = options.Now.ToUnixTimeSeconds(),
        Content = mode == MarkerMode ? options.EmptyContent : null,
    };
}
