using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Xattrs;

namespace CernVM.Cvmfs.Client;

/// <summary>One entry of the tree: the catalog row, where it hangs, and its inode. Immutable; stays usable after a change of revision.</summary>
public sealed class RepositoryNode
{
    private readonly RepositoryPath _parent;

    internal RepositoryNode(CatalogSlot catalog, RepositoryPath parent, DirectoryEntry entry, Inode inode, ReadOnlyMemory<byte> symlinkTarget)
    {
        Catalog = catalog;
        _parent = parent;
        Entry = entry;
        Inode = inode;
        SymlinkTarget = symlinkTarget;
    }

    /// <summary>The row.</summary>
    public DirectoryEntry Entry { get; }

    /// <summary>The inode; members of a hard-link group share it.</summary>
    public Inode Inode { get; }

    /// <summary>Target of a symlink with variables expanded (formats §7.7); empty for everything else.</summary>
    public ReadOnlyMemory<byte> SymlinkTarget { get; }

    /// <summary>Bytes as <c>stat</c> shows them: expanded length of symlinks, 0 for devices, else the size of the data (formats §7.10).</summary>
    public ulong Size => Entry.IsSymlink ? (ulong)SymlinkTarget.Length : Entry.IsSpecial ? 0 : Entry.Size;

    /// <summary>Path from the repository's root; built when asked for.</summary>
    public RepositoryPath Path => Entry.Name.IsEmpty ? RepositoryPath.Root : _parent.Combine(Entry.Name.Span);

    /// <summary>Path of the directory that holds it.</summary>
    internal RepositoryPath Parent => _parent;

    /// <summary>Extended attributes as they were published; none when the catalog's bytes for them are damaged.</summary>
    public XattrList Attributes => !Entry.Xattrs.IsEmpty && XattrList.Parse(Entry.Xattrs.Span).TryGet(out var list, out _) ? list : XattrList.Empty;

    /// <summary>
    /// Counts that a host remembers the inode, until <see cref="RepositoryClient.Forget"/> takes that back. The inodes of catalogs that are not shown any more
    /// and that nobody remembers are forgotten a while after a change of revision.
    /// </summary>
    public void Refer() => Catalog.Refer(1);

    /// <summary>The catalog that holds the row.</summary>
    internal CatalogSlot Catalog { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({Inode})";
}
