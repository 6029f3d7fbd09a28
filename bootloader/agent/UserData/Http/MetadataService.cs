using System.Net;
using System.Net.Sockets;

namespace CernVM.Bootloader.Agent.UserData.Http;

/// <summary>A metadata service at a fixed address: small documents over plain HTTP, no proxy, no redirects, no names to resolve.</summary>
internal sealed class MetadataService : IDisposable
{
    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    /// <summary>Addresses the service; nothing is sent yet.</summary>
    public MetadataService(IPEndPoint address, TimeProvider time)
    {
        _time = time;
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectTimeout = UserDataLimits.Connect,
            ConnectCallback = (_, cancellation) => ConnectAsync(address, cancellation),
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = new Uri($"http://{address}"),
            MaxResponseContentBufferSize = UserDataLimits.DocumentBytes,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The link-local address that the large clouds share.</summary>
    public static IPEndPoint LinkLocal { get; } = new(IPAddress.Parse("169.254.169.254"), 80);

    /// <summary>The document; null when the service does not have it, or nobody is there.</summary>
    public Task<byte[]?> GetAsync(string path, CancellationToken cancellation, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, headers, cancellation);

    /// <summary>The same with PUT, which tokens are asked for with.</summary>
    public Task<byte[]?> PutAsync(string path, CancellationToken cancellation, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, headers, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<byte[]?> SendAsync(HttpMethod method, string path, (string Name, string Value)[] headers, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path);
            foreach ((string name, string value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            try
            {
                using HttpResponseMessage response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.OK)
                    return await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
                if (response.StatusCode < HttpStatusCode.InternalServerError || attempt == UserDataLimits.Attempts)
                    return null;
            }
            catch (HttpRequestException e) when (e.InnerException is SocketException or OperationCanceledException or TimeoutException)
            {
                return null; // Nobody listens there: the usual case on every other platform.
            }

            await Task.Delay(TimeSpan.FromSeconds(attempt), _time, cancellation).ConfigureAwait(false);
        }
    }

    private static async ValueTask<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
