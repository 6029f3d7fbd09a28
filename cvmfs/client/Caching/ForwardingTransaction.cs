namespace CernVM.Cvmfs.Client.Caching;

/// <summary>A transaction of one cache that goes on to another one after it is committed; what fails there does not undo it.</summary>
internal sealed class ForwardingTransaction(CacheTransaction first, Action onCommitted) : CacheTransaction
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
    public override ValueTask DisposeAsync() => first.DisposeAsync();
}
