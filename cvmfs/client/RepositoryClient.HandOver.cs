using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client;

/// <content>Going on as another client.</content>
public sealed partial class RepositoryClient
{
    /// <summary>What another process needs to go on with the same inodes. Nobody may ask for entries between this and the other one's start.</summary>
    public ClientState Save() => new()
    {
        Revision = CurrentRevision,
        NextCheck = NextCheck,
        IsOnline = IsOnline,
        InodeLimit = InodeLimit,
        Catalogs = [.. _inodes.Slots().Select(slot => slot.Save())],
    };

    /// <summary>An open file whose bytes another client has opened; the handle belongs to the result.</summary>
    public OpenObject Adopt(SafeFileHandle wholeFile)
    {
        Counters.CountOpen();
        return new OpenObject(wholeFile, RandomAccess.GetLength(wholeFile), default, _fetcher);
    }

    // Nothing is asked of the network: the mount shows on what it has shown, and looks for news when that would have been due.
    private async ValueTask<ClientFailure?> ResumeAsync(ClientState state, CancellationToken cancellationToken)
    {
        foreach (var saved in state.Catalogs)
            _catalogs.Restore(saved);
        if (state.InodeLimit > 0)
            _inodes.Skip(state.InodeLimit);
        _isOnline = state.IsOnline;
        var revision = state.Revision;
        var failure = await ShowFirstAsync(revision, Caching.CachedObject.UnknownSize, cancellationToken);
        if (failure is null)
            Volatile.Write(ref _nextCheck, state.NextCheck?.UtcTicks ?? long.MaxValue);
        return failure;
    }
}
