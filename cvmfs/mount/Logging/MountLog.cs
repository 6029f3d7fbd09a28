using System.Globalization;
using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>Sends entries to every sink and keeps the last ones for <c>user.logbuffer</c>. Safe for any thread.</summary>
public sealed class MountLog : IDisposable
{
    /// <summary>Entries that are remembered (upstream CernVM-FS keeps ten).</summary>
    private const int RememberedEntries = 10;

    private readonly Lock _lock = new();
    private readonly Queue<string> _recent = new(RememberedEntries);
    private readonly List<(ILogSink Sink, ClientLogLevel Lowest)> _sinks;
    private readonly TimeProvider _clock;

    internal MountLog(IReadOnlyList<(ILogSink Sink, ClientLogLevel Lowest)> sinks, TimeProvider clock)
    {
        _sinks = [.. sinks];
        _clock = clock;
    }

    /// <summary>The last entries, oldest first, each with its time.</summary>
    public IReadOnlyList<string> Recent
    {
        get
        {
            lock (_lock)
                return [.. _recent];
        }
    }

    /// <summary>Takes an entry from the client or the mount.</summary>
    public void Write(ClientLogEntry entry)
    {
        lock (_lock)
        {
            if (entry.Level > ClientLogLevel.Debug)
                Remember(entry);
            foreach (var (sink, lowest) in _sinks)
            {
                if (entry.Level >= lowest)
                    sink.Write(entry);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var (sink, _) in _sinks)
                sink.Dispose();
        }
    }

    /// <summary>Closes the log file for good (<c>CVMFS_USYSLOG</c>), so that its file system can be made read-only. That of the debug log stays.</summary>
    internal void LeaveFile()
    {
        lock (_lock)
        {
            foreach (var (sink, _) in _sinks.Where(IsLogFile))
                sink.Dispose();
            _sinks.RemoveAll(IsLogFile);
        }

        static bool IsLogFile((ILogSink Sink, ClientLogLevel Lowest) used) => used is { Sink: FileSink, Lowest: > ClientLogLevel.Debug };
    }

    internal void Information(int id, string message) => Write(new ClientLogEntry(ClientLogLevel.Information, id, message));

    internal void Warning(int id, string message) => Write(new ClientLogEntry(ClientLogLevel.Warning, id, message));

    internal void Error(int id, string message) => Write(new ClientLogEntry(ClientLogLevel.Error, id, message));

    private void Remember(ClientLogEntry entry)
    {
        if (_recent.Count == RememberedEntries)
            _recent.Dequeue();
        _recent.Enqueue($"[{_clock.GetUtcNow().ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} UTC] {entry.Message}");
    }
}
