using CernVM.Cvmfs.Client.Notification;

namespace CernVM.Cvmfs.Client;

/// <content>New revisions that a notification server announces (formats §13.2).</content>
public sealed partial class RepositoryClient
{
    /// <summary>
    /// Subscribes to the server in <see cref="Configuration.RevisionSettings.NotificationServer"/> and gives every announced manifest, unverified, which
    /// <see cref="CheckForUpdateAsync(ReadOnlyMemory{byte}, CancellationToken)"/> takes. Ends when the server ends it, with null or a failure; subscribe again then.
    /// </summary>
    public Task<ClientFailure?> ListenAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task> onManifest, CancellationToken cancellationToken) =>
        Settings.Revision.NotificationServer is { } server
            ? new Subscription(server, Name, _network.Connections, _services).RunAsync(onManifest, cancellationToken)
            : throw new InvalidOperationException("There is no notification server in the settings.");

    /// <summary>
    /// As <see cref="CheckForUpdateAsync(CancellationToken)"/>, with a manifest that came another way than from the repository's servers. It is verified like any
    /// other; an older one than that in use changes nothing.
    /// </summary>
    public async ValueTask<ClientResult<PendingRevision?>> CheckForUpdateAsync(ReadOnlyMemory<byte> announcedManifest, CancellationToken cancellationToken)
    {
        if (CurrentRevision.IsFixed)
            return (PendingRevision?)null;
        await _updating.WaitAsync(cancellationToken);
        try
        {
            return await LookAsync(announcedManifest.ToArray(), cancellationToken);
        }
        finally
        {
            _updating.Release();
        }
    }
}
