namespace CernVM.Cvmfs.Client.Catalogs;

/// <summary>Which catalog an inode belongs to. Ranges are handed out in rising order; those of forgotten catalogs are never handed out again.</summary>
internal sealed class InodeMap
{
    private readonly Lock _gate = new();
    private readonly List<(ulong Offset, ulong Count, CatalogSlot Slot)> _ranges = [];
    private ulong _next = Inode.First - 1;

    /// <summary>One past the largest inode.</summary>
    public ulong Limit
    {
        get
        {
            lock (_gate)
                return _next + 1;
        }
    }

    /// <summary>Sets inodes aside; the value is the offset: inode = offset + row id, row ids from 1.</summary>
    public ulong Take(CatalogSlot slot, ulong count)
    {
        lock (_gate)
        {
            var offset = _next;
            _ranges.Add((offset, count, slot));
            _next += count;
            return offset;
        }
    }

    /// <summary>Puts a range in that another client has handed out; in rising order, before any is taken.</summary>
    public void Restore(CatalogSlot slot, ulong offset, ulong count)
    {
        lock (_gate)
        {
            _ranges.Add((offset, count, slot));
            _next = offset + count;
        }
    }

    /// <summary>Hands out no number below a limit, because another client may have done so.</summary>
    public void Skip(ulong limit)
    {
        lock (_gate)
            _next = Math.Max(_next, limit - 1);
    }

    /// <summary>Forgets catalogs; their numbers mean nothing any more.</summary>
    public void Forget(IReadOnlySet<CatalogSlot> slots)
    {
        lock (_gate)
            _ranges.RemoveAll(range => slots.Contains(range.Slot));
    }

    /// <summary>The catalog of an inode, or null when the number was never handed out, or its catalog is forgotten.</summary>
    public CatalogSlot? Find(Inode inode)
    {
        lock (_gate)
        {
            if (inode.Number < Inode.First || inode.Number > _next)
                return null;
            int low = 0, high = _ranges.Count - 1;
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (_ranges[middle].Offset < inode.Number)
                    low = middle;
                else
                    high = middle - 1;
            }

            return low <= high && _ranges[low] is var (offset, count, slot) && inode.Number > offset && inode.Number - offset <= count ? slot : null;
        }
    }

    /// <summary>All catalogs that have inodes.</summary>
    public IReadOnlyList<CatalogSlot> Slots()
    {
        lock (_gate)
            return [.. _ranges.Select(range => range.Slot)];
    }
}
