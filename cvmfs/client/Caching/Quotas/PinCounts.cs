using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>How often each object is pinned by this process. May be used from any thread.</summary>
internal sealed class PinCounts
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ContentHash, int> _counts = [];

    /// <summary>Adds a pin; true when it is the object's first.</summary>
    public bool Add(ContentHash hash)
    {
        lock (_gate)
            return (_counts[hash] = _counts.GetValueOrDefault(hash) + 1) == 1;
    }

    /// <summary>Takes a pin back; true when none is left.</summary>
    public bool Remove(ContentHash hash)
    {
        lock (_gate)
        {
            if (_counts.GetValueOrDefault(hash) is var count && count > 1)
            {
                _counts[hash] = count - 1;
                return false;
            }

            _counts.Remove(hash);
            return true;
        }
    }

    /// <summary>Whether the object has a pin.</summary>
    public bool Contains(ContentHash hash)
    {
        lock (_gate)
            return _counts.ContainsKey(hash);
    }
}
