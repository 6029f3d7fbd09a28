namespace CernVM.Cvmfs.Client.Fetching.Routing;

/// <summary>One proxy of a group, as shown to people.</summary>
/// <param name="Url">URL by address where the name is resolved, without password; <c>DIRECT</c> for none.</param>
/// <param name="Name">Host name as configured; null for <c>DIRECT</c>.</param>
/// <param name="ExpiresIn">Time until the name is resolved again; null for <c>DIRECT</c> and for what was not used yet.</param>
/// <param name="IsResolved">False when the name has no address at the moment.</param>
public sealed record ProxyState(string Url, string? Name, TimeSpan? ExpiresIn, bool IsResolved);
