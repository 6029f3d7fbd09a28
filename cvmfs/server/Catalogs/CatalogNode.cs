using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Server.Catalogs;

/// <summary>
/// A catalog of the revision being made: a changed or unchanged continuation of a base catalog, or a new one. The planner makes the nodes; only the
/// thread that applies plans touches <see cref="Editor"/>.
/// </summary>
internal sealed class CatalogNode
{
    private readonly BaseCatalog? _base;
    private uint? _lastHardlinkGroup;

    public CatalogNode(RepositoryPath mountpoint, CatalogNode? parent, BaseCatalog? @base, string temporaryDirectory)
    {
        (Mountpoint, _base) = (mountpoint, @base);
        if (@base is not null)
            @base.Node = this;
        parent?.Children.Add(this);
        Editor = new CatalogEditor(mountpoint, @base, temporaryDirectory);
    }

    public RepositoryPath Mountpoint { get; }

    public List<CatalogNode> Children { get; } = [];

    public CatalogEditor Editor { get; }

    /// <summary>What the parent has counted for this catalog already; nothing for a new one.</summary>
    public CounterSet CountedByParent => _base?.Reader.Counters.Total ?? default;

    /// <summary>The object of the catalog that this one continues; the null hash for a new one.</summary>
    public ContentHash BaseHash(ContentHashAlgorithm algorithm) => _base?.Hash ?? ContentHash.Null(algorithm);

    /// <summary>A number that no hard-link group of this catalog has. For the planner.</summary>
    public uint NewHardlinkGroup()
    {
        _lastHardlinkGroup ??= HighestGroup();
        _lastHardlinkGroup++;
        return _lastHardlinkGroup.Value;
    }

    private uint HighestGroup()
    {
        uint highest = 0;
        _base?.Reader.ForEachRow(row => highest = Math.Max(highest, row.Entry.HardlinkGroup));
        return highest;
    }
}
