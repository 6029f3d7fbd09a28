using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>The way of one attempt: which server, through which proxy.</summary>
internal readonly record struct Route(Uri Server, ProxyEndpoint Proxy);
