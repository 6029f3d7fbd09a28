using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CernVM.Cvmfs.Telemetry.Prometheus;

/// <summary>A value of <c>CVMFS_PROMETHEUS_ADDRESS</c>: <c>unix:/path</c>, <c>ADDRESS:PORT</c>, or a port alone, which is on the loopback interface.</summary>
internal static class MetricsAddress
{
    private const string UnixPrefix = "unix:";

    public static bool TryParse(string text, [NotNullWhen(true)] out EndPoint? address)
    {
        address = null;
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            var path = text[UnixPrefix.Length..];
            if (Path.IsPathRooted(path) && System.Text.Encoding.UTF8.GetByteCount(path) < 108)
                address = new UnixDomainSocketEndPoint(path);
        }
        else if (text.LastIndexOf(':') is var colon && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            address = colon < 0 ? new IPEndPoint(IPAddress.Loopback, port)
                : AddressOf(text[..colon]) is { } interfaceAddress ? new IPEndPoint(interfaceAddress, port)
                : null;
        }

        return address is not null;
    }

    // IPv6 addresses only in brackets: their own colons could be taken for the port's.
    private static IPAddress? AddressOf(string host)
    {
        var isBracketed = host.StartsWith('[') && host.EndsWith(']');
        return isBracketed == host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(isBracketed ? host[1..^1] : host, out var address) ? address : null;
    }
}
