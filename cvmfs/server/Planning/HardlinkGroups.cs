using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>
/// The hard links of one directory after the change. Links that lead out of the directory are broken up (formats §7.4): their names become files of
/// their own with the same content.
/// </summary>
internal sealed class HardlinkGroups
{
    private readonly CatalogNode _node;
    private readonly Dictionary<InodeKey, Group> _fromSource = [];
    private readonly Dictionary<uint, Group> _fromBase = [];

    /// <param name="children">The directory's names.</param>
    /// <param name="node">The catalog that will hold them.</param>
    /// <param name="stays">Whether that is the catalog that holds them now, so that group numbers may stay.</param>
    public HardlinkGroups(IReadOnlyList<ChildPlan> children, CatalogNode node, bool stays)
    {
        _node = node;
        var before = new Dictionary<uint, uint>();
        foreach (var child in children)
        {
            if (child.Base is { HardlinkGroup: > 0 } row)
                before[row.HardlinkGroup] = before.GetValueOrDefault(row.HardlinkGroup) + 1;
            if (child.IsKept && child.Base is { HardlinkGroup: > 0 } kept)
                Of(_fromBase, kept.HardlinkGroup).Add(kept.HardlinkGroup);
            else if (child.Source?.Inode is { } inode)
                Of(_fromSource, inode).Add(child.Base?.HardlinkGroup ?? 0);
        }

        foreach (var group in _fromBase.Values)
            group.MayKeepNumber = stays;
        foreach (var group in _fromSource.Values)
            group.MayKeepNumber = stays && group.BaseNumber > 0 && before[group.BaseNumber] == group.Members;
    }

    /// <summary>Group number (0: none) and link count of a name.</summary>
    public (uint Group, uint Links) Of(ChildPlan child)
    {
        Group? group = null;
        if (child.Source?.Inode is { } inode)
            _fromSource.TryGetValue(inode, out group);
        else if (child.IsKept && child.Base!.HardlinkGroup > 0)
            _fromBase.TryGetValue(child.Base.HardlinkGroup, out group);
        if (group is null || group.Members < 2)
            return (0, 1);
        if (group.Number == 0)
            group.Number = group.MayKeepNumber ? group.BaseNumber : _node.NewHardlinkGroup();
        return (group.Number, group.Members);
    }

    private static Group Of<TKey>(Dictionary<TKey, Group> groups, TKey key)
        where TKey : notnull
    {
        if (!groups.TryGetValue(key, out var group))
            groups[key] = group = new Group();
        return group;
    }

    private sealed class Group
    {
        public uint Members { get; private set; }

        /// <summary>The number that all members have now; 0 when they differ.</summary>
        public uint BaseNumber { get; private set; }

        public uint Number { get; set; }

        public bool MayKeepNumber { get; set; }

        public void Add(uint baseNumber)
        {
            BaseNumber = Members == 0 || BaseNumber == baseNumber ? baseNumber : 0;
            Members++;
        }
    }
}
