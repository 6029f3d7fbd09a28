namespace CernVM.Cvmfs.Client.Fetching.Routing;

/// <summary>All proxies at one moment.</summary>
/// <param name="Groups">Groups in order; burned members stand last.</param>
/// <param name="ActiveGroup">Index of the group in use.</param>
/// <param name="FirstFallbackGroup">Index of the first fallback group; the number of groups when there is none.</param>
/// <param name="Active">The proxy in use.</param>
public sealed record ProxyOverview(IReadOnlyList<IReadOnlyList<ProxyState>> Groups, int ActiveGroup, int FirstFallbackGroup, ProxyState Active);
