using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Mount.Logging;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>
/// Follows new revisions and tells the kernel. Inodes below the root stay valid for ever, and entries of changed catalogs have new ones:
/// what must be forgotten are the names in the root, under which the new inodes are then found (docs/decisions/0012-new-revisions.md).
/// </summary>
/// <param name="client">The repository.</param>
/// <param name="kernel">What remembers names and inodes.</param>
/// <param name="log">Gets every change.</param>
/// <param name="clock">The clock of all waiting.</param>
/// <param name="shown">Called when another revision is shown, before the kernel is told.</param>
internal sealed class RevisionUpdater(RepositoryClient client, FuseConnection kernel, MountLog log, TimeProvider clock, Action shown) : IDisposable
{
    /// <summary>Ours: how soon a look is repeated when the client says that it is due at once.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>Ours: timers know no more than 49 days, and repositories may live longer; the time to look may also have been changed.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Ours: longest time without a look, whatever the time to live says, and the clock since it was set.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>How long to wait before it is looked whether the time has come.</summary>
    internal static TimeSpan WaitUntil(DateTimeOffset next, DateTimeOffset now)
    {
        var wait = next - now;
        return wait < ShortestWait ? ShortestWait : wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>Looks for new revisions when they are due. Ends by cancellation, or with the failure that forbids to go on.</summary>
    public async Task<ClientFailure?> RunAsync(CancellationToken cancel)
    {
        var lastLook = clock.GetTimestamp();
        while (client.NextCheck is { } next)
        {
            await Task.Delay(WaitUntil(next, clock.GetUtcNow()), clock, cancel);
            if (client.NextCheck > clock.GetUtcNow() && clock.GetElapsedTime(lastLook) < LongestUnseen)
                continue;
            lastLook = clock.GetTimestamp();
            var outcome = await UpdateAsync(cancel);
            if (outcome.IsOk)
                continue;
            if (outcome.Failure.Kind == ClientFailureKind.RevisionBlacklisted)
                return outcome.Failure;
            log.Warning(MountEvent.UpdateFailed, $"No look for a new revision of {client.Name}: {outcome.Failure.Message}");
        }
        return null;
    }

    /// <summary>Looks now, and shows what is new before it returns. The value is null when nothing is.</summary>
    public Task<ClientResult<RepositoryRevision?>> UpdateAsync(CancellationToken cancel) => ShowAsync(client.CheckForUpdateAsync, cancel);

    /// <summary>Shows an announced revision, verified, before it returns. The value is null when it is not newer.</summary>
    public Task<ClientResult<RepositoryRevision?>> UpdateAsync(ReadOnlyMemory<byte> manifest, CancellationToken cancel) =>
        ShowAsync(token => client.CheckForUpdateAsync(manifest, token), cancel);

    /// <summary>Shows the revision of a root catalog before it returns.</summary>
    public Task<ClientResult<RepositoryRevision?>> ChangeRootAsync(ContentHash rootCatalog, CancellationToken cancel) =>
        ShowAsync(token => client.OpenRootAsync(rootCatalog, token), cancel);

    /// <summary>Waits for a change under way and prevents others until the result is disposed of.</summary>
    public async Task<IDisposable> HoldAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        return new Hold(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<ClientResult<RepositoryRevision?>> ShowAsync(
        Func<CancellationToken, ValueTask<ClientResult<PendingRevision?>>> find, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var found = await find(cancel);
            if (!found.IsOk)
                return found.Failure;
            if (found.Value is not { } pending)
                return ClientResult<RepositoryRevision?>.Ok(null);
            var names = await RootNamesAsync(cancel);
            var change = client.Apply(pending);
            shown();
            names.UnionWith(await RootNamesAsync(cancel));
            Forget(names);
            log.Information(
                MountEvent.RevisionChanged,
                $"Revision {change.New.Number.Number} of {client.Name} ({change.New.RootCatalog}) replaces {change.Old.Number.Number}.");
            return change.New;
        }
        finally
        {
            _turn.Release();
        }
    }

    // A name that is in neither root cannot have changed.
    private async Task<HashSet<ReadOnlyMemory<byte>>> RootNamesAsync(CancellationToken cancel)
    {
        var nodes = new List<RepositoryNode>();
        var listed = await client.ListAsync(client.Root, nodes, cancel);
        if (!listed.IsOk)
            log.Warning(MountEvent.UpdateFailed, $"The root of {client.Name} cannot be listed: {listed.Failure.Message}");
        return new HashSet<ReadOnlyMemory<byte>>(nodes.Select(node => node.Entry.Name), NameComparer.Instance);
    }

    private void Forget(HashSet<ReadOnlyMemory<byte>> names)
    {
        if (!client.Settings.Presentation.NotifyInvalidation)
            return;
        foreach (var name in names)
        {
            if (kernel.ExpireEntry(NodeId.Root, name.Span).Error == Errno.ENOSYS)
                _ = kernel.InvalidateEntry(NodeId.Root, name.Span);
        }
        _ = kernel.InvalidateNode(NodeId.Root);
    }

    private sealed class Hold(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
