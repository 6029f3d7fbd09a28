namespace CernVM.Cvmfs.Client.Tests.Caching;

/// <summary>The least-recently-used rule of formats §10.2 in its simplest form.</summary>
internal sealed class QuotaModel(long limit)
{
    private readonly List<(int Item, long Size)> _items = [];

    public IEnumerable<int> Order => _items.Select(item => item.Item);

    public long Used => _items.Sum(item => item.Size);

    public bool Contains(int item) => _items.Exists(known => known.Item == item);

    public void Touch(int item)
    {
        var index = _items.FindIndex(known => known.Item == item);
        if (index < 0)
            return;
        var found = _items[index];
        _items.RemoveAt(index);
        _items.Add(found);
    }

    public void Remove(int item) => _items.RemoveAll(known => known.Item == item);

    public void Insert(int item, long size)
    {
        // A renewed object counts with its old size while room is made for the new one, and stays.
        var old = _items.Find(known => known.Item == item);
        if (Used - old.Size + size > limit)
        {
            while (Used > limit / 2 && _items.FindIndex(known => known.Item != item) is >= 0 and var oldest)
                _items.RemoveAt(oldest);
        }

        Remove(item);
        _items.Add((item, size));
    }
}
