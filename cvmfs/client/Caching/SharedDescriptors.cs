using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>One descriptor for all opens of an object (<c>CVMFS_CACHE_REFCOUNT</c>), closed with the last of them.</summary>
internal sealed class SharedDescriptors
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ContentHash, SafeFileHandle> _current = [];
    private readonly Dictionary<SafeFileHandle, int> _users = [];

    /// <summary>Takes the descriptor of an object that is open already; null when it is not.</summary>
    public SafeFileHandle? TryTake(ContentHash hash)
    {
        lock (_gate)
        {
            if (!_current.TryGetValue(hash, out var handle))
                return null;
            _users[handle]++;
            return handle;
        }
    }

    /// <summary>Adds a descriptor that was just opened; the value is the one to use, which another thread may have added first.</summary>
    public SafeFileHandle Add(ContentHash hash, SafeFileHandle opened)
    {
        lock (_gate)
        {
            if (_current.TryGetValue(hash, out var handle))
                opened.Dispose();
            else
                _current[hash] = handle = opened;
            _users[handle] = _users.GetValueOrDefault(handle) + 1;
            return handle;
        }
    }

    /// <summary>Ends one use. A descriptor that came from elsewhere has no other user.</summary>
    public void Release(ContentHash hash, SafeFileHandle handle)
    {
        lock (_gate)
        {
            if (_users.GetValueOrDefault(handle) is var users && users > 1)
            {
                _users[handle] = users - 1;
                return;
            }

            _users.Remove(handle);
            if (_current.TryGetValue(hash, out var current) && ReferenceEquals(current, handle))
                _current.Remove(hash);
        }

        handle.Dispose();
    }

    /// <summary>Hands the object's descriptor to nobody else: its content was found damaged.</summary>
    public void Forget(ContentHash hash)
    {
        lock (_gate)
            _current.Remove(hash);
    }
}
