namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>A place in the tree, as a specification sees it while somebody walks down.</summary>
public readonly struct SpecPosition
{
    private readonly SpecNode? _node;
    private readonly bool _belowEverything;

    internal SpecPosition(SpecNode? node, bool belowEverything)
    {
        _node = node;
        _belowEverything = belowEverything;
    }

    /// <summary>Whether this entry is exported.</summary>
    public bool IsIncluded => _belowEverything || _node is null || _node.Mode is not (SpecMode.OnlyForExclusion or SpecMode.Nothing);

    /// <summary>Whether the directory's entries come from the repository; else <see cref="Names"/> has all that matter.</summary>
    public bool ListsDirectory => _belowEverything || _node?.Mode == SpecMode.OwnEntries;

    /// <summary>The entries that the specification names.</summary>
    public IEnumerable<byte[]> Names => _node?.Names ?? [];

    /// <summary>The position of an entry; null when neither it nor anything below is exported.</summary>
    public SpecPosition? Child(ReadOnlySpan<byte> name)
    {
        if (_node?.Mode == SpecMode.Nothing)
            return null;
        if (_node?.Find(name) is not { } child)
            return ListsDirectory ? new SpecPosition(null, _belowEverything) : null;
        return child.Mode == SpecMode.Nothing ? null : new SpecPosition(child, _belowEverything || child.Mode == SpecMode.Everything);
    }
}
