using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Mount.Metrics;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>What a companion sees of a mount.</summary>
/// <param name="Client">The repository.</param>
/// <param name="ReadMetrics">The figures of the moment.</param>
/// <param name="Log">Takes log entries.</param>
/// <param name="Clock">The clock of all waiting.</param>
public sealed record MountObservation(RepositoryClient Client, Func<IReadOnlyList<MountMetric>> ReadMetrics, Action<ClientLogEntry> Log, TimeProvider Clock)
{
    /// <summary>Logs that the companion does not work as configured; the sentence names the parameter and the cure.</summary>
    public void Warn(string message) => Log(new ClientLogEntry(ClientLogLevel.Warning, Logging.MountEvent.TelemetryFailed, message));

    /// <summary>Logs what the companion does.</summary>
    public void Tell(string message) => Log(new ClientLogEntry(ClientLogLevel.Information, Logging.MountEvent.TelemetryStarted, message));
}
