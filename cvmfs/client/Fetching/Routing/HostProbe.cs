namespace CernVM.Cvmfs.Client.Fetching.Routing;

/// <summary>What is known about a server's distance.</summary>
public enum HostProbe
{
    /// <summary>Nothing.</summary>
    Unprobed,

    /// <summary>Its round trip was measured.</summary>
    Measured,

    /// <summary>It did not answer the probe.</summary>
    Down,

    /// <summary>The Geo API gave it its place.</summary>
    Geographic,
}
