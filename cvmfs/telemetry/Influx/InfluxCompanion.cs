using System.Net;
using System.Net.Sockets;
using System.Text;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Telemetry.Influx;

/// <summary>Sends a mount's figures to an Influx server over UDP now and then.</summary>
public sealed class InfluxCompanion : IMountCompanion
{
    /// <inheritdoc/>
    public IAsyncDisposable? Start(MountObservation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (InfluxSettings.Of(observation.Client.Settings, out var mistake) is { } settings)
        {
            observation.Tell($"Figures are sent to {settings.Host}:{settings.Port} every {settings.Period.TotalSeconds} s.");
            return new BackgroundWork(cancel => SendAsync(settings, observation, cancel));
        }

        if (mistake is not null)
            observation.Warn($"No figures are sent to Influx: {mistake}.");
        return null;
    }

    private static async Task SendAsync(InfluxSettings settings, MountObservation observation, CancellationToken cancel)
    {
        var payload = new InfluxPayload(settings, observation.Client.Name);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var timer = new PeriodicTimer(settings.Period, observation.Clock);
        var hasFailed = false;
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var failure = await TrySendAsync(socket, settings, observation, payload.Next(observation.ReadMetrics(), observation.Clock.GetUtcNow()), cancel);
            if (failure is not null && !hasFailed)
                observation.Warn($"Figures could not be sent to CVMFS_INFLUX_HOST='{settings.Host}': {failure}. It is tried again every {settings.Period.TotalSeconds} s.");
            hasFailed = failure is not null;
        }
    }

    private static async Task<string?> TrySendAsync(Socket socket, InfluxSettings settings, MountObservation observation, string text, CancellationToken cancel)
    {
        try
        {
            var addresses = await observation.Client.ResolveHostAsync(settings.Host, cancel);
            if (addresses.FirstOrDefault(found => found.AddressFamily == AddressFamily.InterNetwork) is not { } address)
                return "the name has no IPv4 address";
            await socket.SendToAsync(Encoding.UTF8.GetBytes(text), new IPEndPoint(address, settings.Port), cancel);
            return null;
        }
        catch (SocketException e)
        {
            return e.Message;
        }
    }
}
