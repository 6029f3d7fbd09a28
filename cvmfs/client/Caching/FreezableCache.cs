using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// A cache directory that can stop being written while it is used (<c>tear down to read-only</c>): what it holds is served on, everything else is kept in
/// a spool. Afterwards nothing of it is open for writing, so that its file system can be made read-only.
/// </summary>
/// <param name="files">The directory.</param>
/// <param name="writable">The cache in it; belongs to this object.</param>
/// <param name="openSpool">Makes the spool.</param>
internal sealed class FreezableCache(CacheDirectory files, IObjectCache writable, Func<IObjectCache> openSpool) : IObjectCache
{
    private readonly Lock _gate = new();
    private readonly IObjectCache _writable = writable;
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IObjectCache _current = writable;
    private Task? _freezing;
    private int _open;

    /// <summary>The files.</summary>
    public CacheDirectory Files => files;

    /// <inheritdoc/>
    public string Description => _current.Description;

    /// <inheritdoc/>
    public IQuota Quota => _current.Quota;

    /// <inheritdoc/>
    public bool IsReadOnly => _current.IsReadOnly;

    /// <inheritdoc/>
    public bool Contains(ContentHash hash) => _current.Contains(hash);

    /// <inheritdoc/>
    public SafeFileHandle? TryOpen(in CachedObject wanted, out ClientFailure? failure) => _current.TryOpen(wanted, out failure);

    /// <inheritdoc/>
    public string PathOf(ContentHash hash) => _current.PathOf(hash);

    /// <inheritdoc/>
    public CacheTransaction Begin(in CachedObject wanted)
    {
        IObjectCache cache;
        bool isCounted;
        lock (_gate)
        {
            (cache, isCounted) = (_current, _freezing is null);
            if (isCounted)
                _open++;
        }

        if (!isCounted)
            return cache.Begin(wanted);
        try
        {
            return new ForwardingTransaction(cache.Begin(wanted), static () => { }, Ended);
        }
        catch
        {
            Ended();
            throw;
        }
    }

    /// <inheritdoc/>
    public void SetAside(ContentHash hash) => _current.SetAside(hash);

    /// <inheritdoc/>
    public async ValueTask<bool> FreezeAsync()
    {
        Task freezing;
        lock (_gate)
            freezing = _freezing ??= BeginToFreeze();
        await freezing;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _current.Dispose();
        _writable.Dispose();
    }

    // New objects go to the spool from now on; those on their way still come in.
    private Task BeginToFreeze()
    {
        _current = new SpoolingCache(new PosixCache(files, new NoQuota(files), _writable.Description), openSpool(), isStreaming: false);
        if (_open == 0)
            _settled.TrySetResult();
        return FinishAsync();
    }

    private async Task FinishAsync()
    {
        await _settled.Task;
        _writable.Dispose();
    }

    private void Ended()
    {
        lock (_gate)
        {
            if (--_open == 0 && _freezing is not null)
                _settled.TrySetResult();
        }
    }
}
