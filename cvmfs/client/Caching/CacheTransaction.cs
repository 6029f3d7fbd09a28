namespace CernVM.Cvmfs.Client.Caching;

/// <summary>An object on its way into a cache: written, checked by the caller, then committed. Without a commit nothing of it stays.</summary>
internal abstract class CacheTransaction : IAsyncDisposable
{
    /// <summary>Takes the decompressed bytes; seekable, so that a failed transfer can start again.</summary>
    public abstract Stream Content { get; }

    /// <summary>Gives the object its name, so that it can be opened; the failure when that is not possible.</summary>
    /// <param name="length">Bytes that were written and verified.</param>
    public abstract ClientFailure? Commit(long length);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
