namespace CernVM.Cvmfs.Storage;

/// <summary>
/// A repository's storage (formats §2). Every implementation passes the suite in <c>tests/contracts</c>. All members may be called
/// concurrently. A missing key is a value, never an exception; a broken store (disk full, no permission, server gone) throws <see cref="IOException"/>
/// or <see cref="UnauthorizedAccessException"/>.
/// </summary>
public interface IObjectStore
{
    /// <summary>Whether the key is stored completely.</summary>
    ValueTask<bool> ExistsAsync(StoreKey key, CancellationToken cancellationToken = default);

    /// <summary>The stored bytes from the start, or null when there is no such key. The caller disposes the stream.</summary>
    ValueTask<Stream?> OpenReadAsync(StoreKey key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores the rest of <paramref name="content"/>. Readers see either nothing, the old bytes, or all new ones; an interrupted or failed put leaves
    /// the key as it was.
    /// </summary>
    ValueTask<PutOutcome> PutAsync(StoreKey key, Stream content, PutMode mode, CancellationToken cancellationToken = default);

    /// <summary>Removes the key; false when it was not there.</summary>
    ValueTask<bool> DeleteAsync(StoreKey key, CancellationToken cancellationToken = default);

    /// <summary>All keys that start with <paramref name="prefix"/> (text comparison; empty = all), in no particular order. Unfinished puts do not show.</summary>
    IAsyncEnumerable<StoreKey> ListAsync(string prefix, CancellationToken cancellationToken = default);
}
