using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>
/// Listings of directories that are being read: the kernel takes them in pieces (a page each before Linux 6.16). Bounded by the number
/// of entries; the newest listing always fits.
/// </summary>
internal sealed class ListingCache
{
    /// <summary>Ours: about 10 MB of nodes.</summary>
    private const int MostEntries = 32 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<Inode, List<RepositoryNode>> _listings = [];
    private readonly Queue<Inode> _ages = new();
    private int _entries;

    public List<RepositoryNode>? Find(Inode directory)
    {
        lock (_lock)
            return _listings.GetValueOrDefault(directory);
    }

    public void Add(Inode directory, List<RepositoryNode> listing)
    {
        lock (_lock)
        {
            if (!_listings.TryAdd(directory, listing))
                return;
            _ages.Enqueue(directory);
            _entries += listing.Count;
            while (_entries > MostEntries && _ages.Count > 1)
                RemoveOldest();
        }
    }

    /// <summary>Drops a listing that was read to its end.</summary>
    public void Remove(Inode directory)
    {
        lock (_lock)
        {
            if (_listings.Remove(directory, out var listing))
                _entries -= listing.Count;

            // Ages of listings that were read to the end go when they would outnumber those that are kept.
            while (_ages.TryPeek(out var oldest) && !_listings.ContainsKey(oldest))
                _ages.Dequeue();
        }
    }

    private void RemoveOldest()
    {
        if (_ages.TryDequeue(out var oldest) && _listings.Remove(oldest, out var listing))
            _entries -= listing.Count;
    }
}
