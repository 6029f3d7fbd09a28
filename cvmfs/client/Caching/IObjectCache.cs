using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// A place that keeps objects, decompressed, under the hash of their stored bytes. Whatever the kind of cache, an object that is open is a descriptor
/// of a complete local file, whose bytes stay the same when the object leaves the cache. Members may be called from any thread.
/// </summary>
internal interface IObjectCache : IDisposable
{
    /// <summary>What the control socket says about it (<c>cache instance</c>); ends with a newline.</summary>
    string Description { get; }

    /// <summary>Its bookkeeping.</summary>
    IQuota Quota { get; }

    /// <summary>Whether nothing is written to it.</summary>
    bool IsReadOnly => false;

    /// <summary>Whether the object is here.</summary>
    bool Contains(ContentHash hash);

    /// <summary>Opens an object for reading; null when it is not here, or with a reason when it cannot be opened.</summary>
    SafeFileHandle? TryOpen(in CachedObject wanted, out ClientFailure? failure);

    /// <summary>A name under which libraries can open an object that the caller has opened or pinned.</summary>
    string PathOf(ContentHash hash);

    /// <summary>Begins to write an object.</summary>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    CacheTransaction Begin(in CachedObject wanted);

    /// <summary>Puts a damaged object aside.</summary>
    void SetAside(ContentHash hash);

    /// <summary>Stops to write to it for good and closes what is open for writing, when what is on its way has come in; false where that is not possible.</summary>
    /// <exception cref="IOException">There is no place for objects that are missing.</exception>
    ValueTask<bool> FreezeAsync() => ValueTask.FromResult(IsReadOnly);
}
