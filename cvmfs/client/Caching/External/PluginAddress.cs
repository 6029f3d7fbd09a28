using System.Net;
using System.Net.Sockets;

namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>The text of <c>CVMFS_CACHE_&lt;inst&gt;_LOCATOR</c>: <c>unix=/path</c> or <c>tcp=host:port</c>.</summary>
internal static class PluginAddress
{
    /// <summary>The address, or null when the text is none.</summary>
    public static EndPoint? Parse(string locator)
    {
        if (locator.StartsWith("unix=/", StringComparison.Ordinal))
            return new UnixDomainSocketEndPoint(locator["unix=".Length..]);
        if (!locator.StartsWith("tcp=", StringComparison.Ordinal))
            return null;
        var colon = locator.LastIndexOf(':');
        if (colon < "tcp=".Length || !ushort.TryParse(locator.AsSpan(colon + 1), out var port))
            return null;
        var host = locator["tcp=".Length..colon].Trim('[', ']');
        return IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port);
    }
}
