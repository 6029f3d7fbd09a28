using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Notification;

/// <summary>Listens to a notification server (formats §13.2). It is asked directly, not through the proxies of the repository.</summary>
internal sealed class Subscription(Uri server, RepositoryName repository, ConnectionPool connections, ClientServices services)
{
    /// <summary>After this time it is subscribed anew, so that a server that vanished silently is noticed: as long as servers hold a subscription.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    private readonly Uri _url = new(server.AbsoluteUri.TrimEnd('/') + "/notifications/subscribe");

    /// <summary>Gives the manifest of every message. Ends when the server or the time ends it, with null, or with the failure that ended it.</summary>
    public async Task<ClientFailure?> RunAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task> onManifest, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(Longest, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            using var request = NewRequest();
            using var response = await connections.For(ProxyEndpoint.Direct).SendAsync(request, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
                return Failed($"it answers {(int)response.StatusCode} ({response.ReasonPhrase})");
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            var events = new EventStream(stream);
            while (await events.ReadAsync(either.Token) is { } data)
            {
                if (!ActivityMessage.Parse(data).TryGet(out var message, out var error))
                    return Failed(error.ToString());
                if (message.Repository == repository)
                    await onManifest(message.Manifest, cancellationToken);
            }

            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return time.IsCancellationRequested ? null : Failed("no connection in the allowed time");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException or DnsClient.DnsResponseException or SocketException)
        {
            return Failed(failure.Message);
        }
    }

    private HttpRequestMessage NewRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _url)
        {
            Content = new StringContent($"{{\"version\":1,\"repository\":\"{repository}\"}}", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", services.UserAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        return request;
    }

    private ClientFailure Failed(string reason) => new(ClientFailureKind.Network, $"The notification server {_url} cannot be listened to: {reason}");
}
