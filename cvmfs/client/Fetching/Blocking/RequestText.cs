using System.Buffers;
using System.Net.Sockets;
using System.Text;

namespace CernVM.Cvmfs.Client.Fetching.Blocking;

/// <summary>Writes GET requests (RFC 9112 §3), to a server by path, to a proxy by whole URL.</summary>
internal sealed class RequestText(RequestHeaders headers)
{
    /// <summary>Sends the request for a file.</summary>
    public SocketError Send(BlockingConnection connection, Route route, FetchRequest request, bool bypassCaches)
    {
        var text = Write(route, request, bypassCaches);
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            return connection.Send(bytes.AsSpan(0, Encoding.Latin1.GetBytes(text, bytes)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>The head of the request.</summary>
    public string Write(Route route, FetchRequest request, bool bypassCaches)
    {
        var url = UrlEscaping.Join(route.Server, request.Path);
        var text = new StringBuilder(512).Append("GET ");
        if (route.Proxy.IsDirect)
            text.Append(url, PathIn(url), url.Length - PathIn(url));
        else
            text.Append(url);
        text.Append(" HTTP/1.1\r\nHost: ").Append(route.Server.Authority).Append("\r\n");
        foreach (var (name, value) in headers.Of(request, bypassCaches, credential: null))
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        return text.Append("\r\n").ToString();
    }

    private static int PathIn(string url) => url.IndexOf('/', url.IndexOf("://", StringComparison.Ordinal) + 3);
}
