namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>How a Geo API request names its caller, so that a proxy in between can keep one answer for all its clients (formats §9.5).</summary>
/// <param name="Direct">Name of a caller without proxy: the workspace's UUID.</param>
/// <param name="Forced">Name that is used in any case, or null.</param>
internal sealed record GeoCaller(string Direct, string? Forced)
{
    /// <summary>Stands for the caller in a path.</summary>
    public const string Placeholder = "@proxy@";

    /// <summary>The name on a way.</summary>
    public string On(Route route) => Forced ?? (route.Proxy.IsDirect || string.IsNullOrEmpty(route.ProxyName) ? Direct : route.ProxyName);
}
