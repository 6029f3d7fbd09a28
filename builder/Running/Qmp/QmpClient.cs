using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace CernVM.Builder.Running.Qmp;

/// <summary>Talks to a running QEMU (docs/interop/qmp-spec.rst of QEMU): lines of JSON over a socket.</summary>
public sealed class QmpClient : IDisposable
{
    private readonly Socket _socket;
    private readonly StreamReader _reader;

    private QmpClient(Socket socket)
    {
        _socket = socket;
        _reader = new StreamReader(new NetworkStream(socket, ownsSocket: false), Encoding.UTF8);
    }

    /// <summary>Connects; null when nobody listens.</summary>
    public static async Task<QmpClient?> ConnectAsync(string socketFile, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketFile), cancellation).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }

        var client = new QmpClient(socket);
        var greeting = await client._reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        if (greeting is not null && await client.ExecuteAsync("qmp_capabilities", cancellation).ConfigureAwait(false))
            return client;
        client.Dispose();
        return null;
    }

    /// <summary>Runs a command without arguments. False when QEMU refused it or has gone.</summary>
    public async Task<bool> ExecuteAsync(string command, CancellationToken cancellation)
    {
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"execute\":\"{command}\"}}\n"), cancellation).ConfigureAwait(false);
            while (await _reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
            {
                // Events come in between.
                using var answer = JsonDocument.Parse(line);
                if (answer.RootElement.TryGetProperty("return", out _))
                    return true;
                if (answer.RootElement.TryGetProperty("error", out _))
                    return false;
            }

            return false;
        }
        catch (Exception error) when (error is SocketException or IOException or JsonException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
    }
}
