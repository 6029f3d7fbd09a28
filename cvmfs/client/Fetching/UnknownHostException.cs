namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>A host name without address, on its way through the HTTP library.</summary>
internal sealed class UnknownHostException(string host, string reason)
    : IOException($"the name {host} has no address ({reason}); check /etc/hosts and the name servers in /etc/resolv.conf");
