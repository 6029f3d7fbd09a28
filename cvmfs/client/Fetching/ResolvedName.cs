using System.Net;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>The addresses of a name, until when they count (<see cref="SteadyClock"/>), and why there are none.</summary>
internal sealed record ResolvedName(IReadOnlyList<IPAddress> Addresses, DateTimeOffset Expires, string? Failure = null);
