using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>An object to be fetched ahead.</summary>
/// <param name="Object">The object.</param>
/// <param name="Kind">Why.</param>
/// <param name="Source">Where a guess comes from, or null.</param>
/// <param name="Finished">Called once, from any thread: true when it is in the cache now.</param>
internal sealed record PrefetchItem(CachedObject Object, PrefetchKind Kind, GuessSource? Source = null, Action<bool>? Finished = null)
{
    /// <summary>Size assumed of an object whose size nobody announced (ours; catalogs of old repositories).</summary>
    private const long Assumed = 1L << 20;

    /// <summary>The process that gave the reason: the request is made in its name, whichever worker makes it.</summary>
    public RequestOrigin? Origin { get; } = RequestOrigin.Current;

    /// <summary>Plain bytes for the budgets.</summary>
    public long Size => Object.Size == CachedObject.UnknownSize ? Assumed : Object.Size;
}
