using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;

namespace CernVM.Cvmfs.Client.Catalogs;

/// <summary>
/// The tree of the current revision, answered from open catalogs alone. Where a catalog is not open the answer is <see cref="TreeAnswer.NotLocal"/>, and
/// <c>missing</c> names the one to open before asking again.
/// </summary>
internal sealed class RepositoryTree(CatalogManager catalogs, InodeMap inodes, Func<string, string?>? variable)
{
    private CatalogSlot? _root;

    /// <summary>The root catalog of the revision shown now.</summary>
    public CatalogSlot Root => Volatile.Read(ref _root) ?? throw new InvalidOperationException("No revision is shown yet.");

    /// <summary>Shows another revision and marks the catalogs that it does not have.</summary>
    /// <returns>The catalogs with inodes that were shown before and are not any more.</returns>
    public IReadOnlyList<InodeRange> Show(CatalogSlot root)
    {
        var current = new HashSet<CatalogSlot>();
        Collect(root, current);
        var retired = new List<InodeRange>();
        Volatile.Write(ref _root, root);
        foreach (var slot in inodes.Slots())
        {
            if (current.Contains(slot))
            {
                slot.IsRetired = false;
            }
            else if (!slot.IsRetired)
            {
                slot.IsRetired = true;
                retired.Add(new InodeRange(new Inode(slot.InodeOffset + 1), new Inode(slot.InodeOffset + slot.InodeCount), slot.Mountpoint));
                catalogs.Close(slot);
            }
        }

        catalogs.Shown(current);
        return retired;
    }

    /// <summary>Finds an entry of a directory.</summary>
    public TreeAnswer Lookup(RepositoryNode directory, ReadOnlySpan<byte> name, out RepositoryNode? node, out CatalogSlot? missing)
    {
        node = null;
        var answer = Enter(directory, out var path, out var slot, out missing);
        return answer == TreeAnswer.Found ? Read(slot!, path, name, out node, out missing) : answer;
    }

    /// <summary>The entry of a path in the current revision.</summary>
    public TreeAnswer Find(RepositoryPath path, out RepositoryNode? node, out CatalogSlot? missing)
    {
        node = null;
        missing = null;
        var slot = Root;
        while (slot.ChildAbove(path.Utf8) is { } child)
        {
            slot = child;
            if (slot.Children is null)
            {
                missing = slot;
                return TreeAnswer.NotLocal;
            }
        }

        return path.IsRoot ? Read(slot, path, default, out node, out missing) : Read(slot, path.Parent, path.Name, out node, out missing);
    }

    /// <summary>The entry of an inode, of any revision.</summary>
    public TreeAnswer Find(Inode inode, out RepositoryNode? node, out CatalogSlot? missing)
    {
        node = null;
        missing = null;
        if (inodes.Find(inode) is not { } slot)
            return TreeAnswer.NotFound;
        if (!slot.TryAcquire(out var lease))
        {
            missing = slot;
            return TreeAnswer.NotLocal;
        }

        using (lease)
        {
            try
            {
                if (lease.Reader.Row((long)(inode.Number - slot.InodeOffset)) is not { } row)
                    return TreeAnswer.NotFound;
                var parent = row.Path == slot.RootKey ? slot.Mountpoint.Parent : slot.PathOf(row.Parent, lease.Reader);
                node = Node(slot, parent, row.Entry, lease.Reader);
                return TreeAnswer.Found;
            }
            catch (IOException damage)
            {
                return Broken(slot, damage, out missing);
            }
        }
    }

    /// <summary>Appends the visible entries of a directory.</summary>
    public TreeAnswer List(RepositoryNode directory, ICollection<RepositoryNode> entries, out CatalogSlot? missing)
    {
        var answer = Enter(directory, out var path, out var slot, out missing);
        if (answer != TreeAnswer.Found)
            return answer;
        if (!slot!.TryAcquire(out var lease))
        {
            missing = slot;
            return TreeAnswer.NotLocal;
        }

        using (lease)
        {
            try
            {
                var reader = lease.Reader;
                reader.List(slot.KeyOf(path.Utf8, default), (Tree: this, slot, path, reader, entries), static (job, entry) =>
                {
                    // The repository's root is its own parent in no catalog; a row of no name would be an entry nobody can open.
                    if (!entry.IsHidden && !entry.Name.IsEmpty)
                        job.entries.Add(job.Tree.Node(job.slot, job.path, entry, job.reader));
                });
                return TreeAnswer.Found;
            }
            catch (IOException damage)
            {
                entries.Clear();
                return Broken(slot, damage, out missing);
            }
        }
    }

    /// <summary>The chunks of a file.</summary>
    public TreeAnswer Chunks(RepositoryNode file, out IReadOnlyList<FileChunk> chunks, out CatalogSlot? missing)
    {
        chunks = [];
        missing = null;
        var slot = file.Catalog;
        if (!slot.TryAcquire(out var lease))
        {
            missing = slot;
            return TreeAnswer.NotLocal;
        }

        using (lease)
        {
            try
            {
                chunks = lease.Reader.Chunks(slot.KeyOf(file.Path.Utf8, default), file.Entry.Hash.Algorithm);
                return TreeAnswer.Found;
            }
            catch (IOException damage)
            {
                return Broken(slot, damage, out missing);
            }
        }
    }

    // The catalog that holds the children of a directory, and the directory's path. Directories of retired catalogs lead into the current revision.
    private TreeAnswer Enter(RepositoryNode directory, out RepositoryPath path, out CatalogSlot? slot, out CatalogSlot? missing)
    {
        path = directory.Path;
        slot = directory.Catalog;
        missing = null;
        if (slot.IsRetired)
        {
            var answer = Find(path, out var present, out missing);
            if (answer != TreeAnswer.Found)
                return answer;
            directory = present!;
            slot = directory.Catalog;
        }

        if (!directory.Entry.IsDirectory)
            return TreeAnswer.NotADirectory;
        if (directory.Entry.IsNestedMountpoint || directory.Entry.IsBindMountpoint)
            slot = slot.ChildAt(path) ?? slot;
        if (slot.Children is not null)
            return TreeAnswer.Found;
        missing = slot;
        return TreeAnswer.NotLocal;
    }

    private TreeAnswer Read(CatalogSlot slot, RepositoryPath directory, ReadOnlySpan<byte> name, out RepositoryNode? node, out CatalogSlot? missing)
    {
        node = null;
        missing = null;
        if (!slot.TryAcquire(out var lease))
        {
            missing = slot;
            return TreeAnswer.NotLocal;
        }

        using (lease)
        {
            try
            {
                if (!lease.Reader.TryLookup(slot.KeyOf(directory.Utf8, name), out var entry))
                    return TreeAnswer.NotFound;
                node = Node(slot, directory, entry, lease.Reader);
                return TreeAnswer.Found;
            }
            catch (IOException damage)
            {
                return Broken(slot, damage, out missing);
            }
        }
    }

    private TreeAnswer Broken(CatalogSlot slot, IOException damage, out CatalogSlot? missing)
    {
        catalogs.Damaged(slot, damage.Message);
        missing = slot;
        return TreeAnswer.NotLocal;
    }

    private RepositoryNode Node(CatalogSlot slot, RepositoryPath parent, DirectoryEntry entry, CatalogReader reader) =>
        new(slot, parent, entry, slot.InodeOf(entry, reader), !entry.IsSymlink ? default : variable is null ? entry.Symlink : SymlinkExpansion.Expand(entry.Symlink, variable));

    private static void Collect(CatalogSlot slot, HashSet<CatalogSlot> into)
    {
        if (!into.Add(slot) || slot.Children is null)
            return;
        foreach (var child in slot.Children.Values)
            Collect(child, into);
    }
}
