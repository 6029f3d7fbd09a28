using System.Net;
using System.Net.Sockets;
using System.Text;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Mount.Commands;
using CernVM.Cvmfs.Mount.Metrics;

namespace CernVM.Cvmfs.Telemetry.Prometheus;

/// <summary>Offers a mount's figures to Prometheus (<c>CVMFS_PROMETHEUS_ADDRESS</c>).</summary>
public sealed class PrometheusCompanion : IMountCompanion
{
    private const string Parameter = "CVMFS_PROMETHEUS_ADDRESS";

    /// <summary>Ours: after a live replacement the old process holds the address a moment longer.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IAsyncDisposable? Start(MountObservation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (observation.Client.Settings[Parameter] is not { Length: > 0 } text)
            return null;
        if (MetricsAddress.TryParse(text, out var address))
            return new BackgroundWork(cancel => ServeAsync(address, observation, cancel));
        observation.Warn($"No figures are offered: {Parameter}='{text}' is neither ADDRESS:PORT nor a port nor unix:/path (at most 107 bytes).");
        return null;
    }

    private static async Task ServeAsync(EndPoint address, MountObservation observation, CancellationToken cancel)
    {
        var hasFailed = false;
        while (true)
        {
            using var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
            if (TryListen(listener, address) is { } failure)
            {
                if (!hasFailed)
                    observation.Warn($"{Parameter}='{address}' cannot be used yet: {failure}. It is tried again every {Retry.TotalSeconds} s.");
                hasFailed = true;
                await Task.Delay(Retry, observation.Clock, cancel);
                continue;
            }

            observation.Tell($"Figures for Prometheus are at {listener.LocalEndPoint}.");
            var server = new MetricsServer(() => PrometheusText.Of(observation.ReadMetrics(), observation.Client.Name), observation.Clock);
            await server.RunAsync(listener, cancel);
        }
    }

    private static string? TryListen(Socket listener, EndPoint address)
    {
        const int Waiting = 16;
        try
        {
            // A former process leaves its socket; anything else in that place is a mistake and stays.
            if (address is UnixDomainSocketEndPoint unix && DirectoryHandle.WorkingDirectory.Status(Encoding.UTF8.GetBytes(unix.ToString())).TryGet(out var there)
                && there.Kind == FileKind.Socket)
                File.Delete(unix.ToString());
            listener.Bind(address);
            listener.Listen(Waiting);
            return null;
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
