using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>Brings one object after the other from the servers into the cache, where only verified bytes get a name.</summary>
/// <param name="cache">Where objects go.</param>
/// <param name="objects">Gets objects of the store.</param>
/// <param name="externals">Gets external data, or null when no server for those is known.</param>
/// <param name="counters">Counts objects that were missing.</param>
internal sealed class ObjectSource(IObjectCache cache, Downloader objects, Downloader? externals, ClientCounters counters)
{
    /// <summary>Makes an object be in the cache, with one more attempt where room could be made or the cache was removed meanwhile.</summary>
    /// <param name="wanted">The object.</param>
    /// <param name="request">What <see cref="CachedObject.ToRequest"/> gave, and how it is to be carried out.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <returns>Null when it is there.</returns>
    public async ValueTask<ClientFailure?> BringAsync(CachedObject wanted, FetchRequest request, CancellationToken cancellationToken)
    {
        if (cache.Contains(wanted.Name.Hash))
            return null;
        if (!request.IsAhead)
            counters.CountMiss();
        var failure = await TryFetchAsync(wanted, request, cancellationToken);
        return failure?.Kind switch
        {
            ClientFailureKind.NoSpace when !request.IsAhead && MakeRoom() => await TryFetchAsync(wanted, request, cancellationToken),

            // Somebody may have removed the cache, this file included, which is made anew by then.
            ClientFailureKind.LocalStorage => await TryFetchAsync(wanted, request, cancellationToken),
            _ => failure,
        };
    }

    private async ValueTask<ClientFailure?> TryFetchAsync(CachedObject wanted, FetchRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchAsync(wanted, request, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return LocalFailure.Of(failure, $"Object {wanted.Name} cannot be written to the cache");
        }
    }

    // The disk is fuller than the quota knows: others write to it.
    private bool MakeRoom()
    {
        if (!cache.Quota.Abilities.HasFlag(QuotaAbilities.Shrink))
            return false;
        var used = cache.Quota.Status.Used;
        cache.Quota.Cleanup(used / 2);
        return cache.Quota.Status.Used < used;
    }

    private async ValueTask<ClientFailure?> FetchAsync(CachedObject wanted, FetchRequest request, CancellationToken cancellationToken)
    {
        var downloader = wanted.ExternalPath is null ? objects : externals;
        if (downloader is null)
        {
            return new ClientFailure(
                ClientFailureKind.Options, $"{wanted.Description} is external data and no server for those is known; set CVMFS_EXTERNAL_URL.");
        }

        await using var transaction = cache.Begin(wanted);
        var fetched = await downloader.GetAsync(request, transaction.Content, cancellationToken);
        if (!fetched.IsOk)
            return fetched.Failure;
        return wanted.Size != CachedObject.UnknownSize && fetched.Value != wanted.Size
            ? new ClientFailure(ClientFailureKind.Corrupt, $"Object {wanted.Name} has {fetched.Value} bytes, but the catalog says {wanted.Size}.")
            : transaction.Commit(fetched.Value);
    }
}
