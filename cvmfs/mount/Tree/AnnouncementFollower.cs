using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Mount.Logging;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>
/// Shows revisions as soon as a notification server announces them (<c>CVMFS_NOTIFICATION_SERVER</c>). A server that is away is asked again and again; new
/// revisions are then found at the end of their lifetime, as without it.
/// </summary>
internal sealed class AnnouncementFollower(RepositoryClient client, RevisionUpdater updater, MountLog log, TimeProvider clock)
{
    // Ours: a restarted server is found soon, and one that is gone is not bothered.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>Listens until it is cancelled; returns at once where nothing is configured, or the revision is fixed.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (client.Settings.Revision.NotificationServer is null || client.CurrentRevision.IsFixed)
            return;
        try
        {
            await ListenAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            log.Information(MountEvent.Stopping, "Announcements of new revisions are not listened to any more.");
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        var wait = FirstWait;
        while (true)
        {
            var since = clock.GetTimestamp();
            var failure = await client.ListenAsync(ShowAsync, cancel);
            if (clock.GetElapsedTime(since) > LongestWait)
                wait = FirstWait;
            if (failure is not null && wait == FirstWait)
                log.Warning(MountEvent.UpdateFailed, $"{failure.Message}. It is tried again.");
            await Task.Delay(wait, clock, cancel);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private async Task ShowAsync(ReadOnlyMemory<byte> manifest, CancellationToken cancel)
    {
        var outcome = await updater.UpdateAsync(manifest, cancel);
        if (!outcome.IsOk)
            log.Warning(MountEvent.UpdateFailed, $"An announced revision of {client.Name} is not shown: {outcome.Failure.Message}");
    }
}
