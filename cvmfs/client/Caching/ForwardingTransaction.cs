namespace CernVM.Cvmfs.Client.Caching;

/// <summary>A transaction of a cache after which something else has to happen, which does not undo it when it fails.</summary>
/// <param name="first">The transaction.</param>
/// <param name="onCommitted">Runs when the object has its name.</param>
/// <param name="onEnded">Runs at the end, committed or not.</param>
internal sealed class ForwardingTransaction(CacheTransaction first, Action onCommitted, Action? onEnded = null) : CacheTransaction
{
    /// <inheritdoc/>
    public override Stream Content => first.Content;

    /// <inheritdoc/>
    public override ClientFailure? Commit(long length)
    {
        var failure = first.Commit(length);
        if (failure is null)
            onCommitted();
        return failure;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        onEnded?.Invoke();
    }
}
