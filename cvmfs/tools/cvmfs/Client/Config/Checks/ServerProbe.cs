using System.Net;

namespace CernVM.Cvmfs.Tools.Client.Config.Checks;

/// <summary>Whether a server answers, with the headers that make proxies ask it themselves no more than usual.</summary>
internal static class ServerProbe
{
    /// <summary>True when a GET of the address ends with success; a file address when the file exists.</summary>
    /// <param name="address">Address of a small object.</param>
    /// <param name="proxy">Proxy, or null for none.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancel">Ends the attempt.</param>
    public static async Task<bool> AnswersAsync(string address, string? proxy, TimeSpan limit, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return false;
        if (uri.IsFile)
            return File.Exists(uri.LocalPath);
        var gate = proxy is null ? null : Uri.TryCreate(proxy, UriKind.Absolute, out var parsed) ? new WebProxy(parsed) : null;
        if (proxy is not null && gate is null)
            return false;
        using var handler = new SocketsHttpHandler { UseProxy = gate is not null, Proxy = gate, ConnectTimeout = limit };
        using var client = new HttpClient(handler) { Timeout = limit };
        try
        {
            using var answer = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or NotSupportedException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }
}
