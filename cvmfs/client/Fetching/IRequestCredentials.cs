namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Gives requests for protected repositories what proves the caller's membership (formats §10.7).</summary>
public interface IRequestCredentials
{
    /// <summary>
    /// The credential to send to a server in the name of a process, or null for none. Asked before every attempt at an <c>https</c> server and for no other;
    /// the answer is never sent to a proxy in clear and never logged.
    /// </summary>
    ValueTask<RequestCredential?> FindAsync(RequestOrigin origin, Uri server, CancellationToken cancellationToken);
}
