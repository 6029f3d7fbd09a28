namespace CernVM.Cvmfs.Client.Fetching.Routing;

/// <summary>A server and what the last probe said.</summary>
/// <param name="Url">Base URL, without trailing slash.</param>
/// <param name="Probe">How it was probed.</param>
/// <param name="RoundTrip">Time of a small request; only for <see cref="HostProbe.Measured"/>.</param>
public sealed record HostState(Uri Url, HostProbe Probe, TimeSpan? RoundTrip);
