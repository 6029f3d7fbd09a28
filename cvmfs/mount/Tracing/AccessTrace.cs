using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Logging;

namespace CernVM.Cvmfs.Mount.Tracing;

/// <summary>
/// The file-access trace (<c>CVMFS_TRACEFILE</c>): accesses are collected in a bounded buffer and written by a thread of its own when the threshold is
/// reached or somebody asks. A full buffer makes accesses wait, so that no line is lost; a file that cannot be written makes lines be dropped.
/// </summary>
internal sealed class AccessTrace : IDisposable
{
    private const string Own = "Tracer";

    private readonly object _gate = new();
    private readonly Queue<TraceRecord> _waiting;
    private readonly TraceSettings _settings;
    private readonly MountLog _log;
    private readonly TimeProvider _clock;
    private readonly FileStream _file;
    private readonly Thread _writer;
    private long _noted;
    private long _written;
    private long _wanted;
    private bool _ending;
    private bool _failed;

    private AccessTrace(TraceSettings settings, FileStream file, MountLog log, TimeProvider clock)
    {
        _settings = settings;
        _file = file;
        _log = log;
        _clock = clock;
        _waiting = new Queue<TraceRecord>(settings.Buffer);
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "trace" };
        _writer.Start();
        Note(new TraceRecord(clock.GetUtcNow(), TraceEvent.Start, default, Own, "Trace buffer created"));
    }

    /// <summary>Starts the trace that the configuration asks for; null without one. A mistake is described, and then there is none.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The trace closes the file.")]
    public static AccessTrace? Start(ClientSettings settings, MountLog log, TimeProvider clock, out string? mistake)
    {
        if (TraceSettings.Of(settings, out mistake) is not { } wanted)
            return null;
        try
        {
            var file = new FileStream(wanted.File, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new AccessTrace(wanted, file, log, clock);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            mistake = $"CVMFS_TRACEFILE='{wanted.File}' cannot be opened for appending: {e.Message}";
            return null;
        }
    }

    /// <summary>Notes an access. The text is the operation, such as <c>open()</c>.</summary>
    public void Note(TraceEvent what, RepositoryPath path, string text) => Note(new TraceRecord(_clock.GetUtcNow(), what, path, null, text));

    /// <summary>Returns when everything noted so far is in the file.</summary>
    public void Flush()
    {
        Note(new TraceRecord(_clock.GetUtcNow(), TraceEvent.Flush, default, Own, "flushed ring buffer"));
        lock (_gate)
        {
            var wanted = _noted;
            _wanted = Math.Max(_wanted, wanted);
            Monitor.PulseAll(_gate);
            while (_written < wanted && _writer.IsAlive)
                Monitor.Wait(_gate);
        }
    }

    /// <summary>Writes the rest and closes the file.</summary>
    public void Dispose()
    {
        Note(new TraceRecord(_clock.GetUtcNow(), TraceEvent.Stop, default, Own, "Destroying trace buffer..."));
        lock (_gate)
        {
            _ending = true;
            Monitor.PulseAll(_gate);
        }

        _writer.Join();
        _file.Dispose();
    }

    private void Note(in TraceRecord record)
    {
        lock (_gate)
        {
            while (_waiting.Count >= _settings.Buffer && !_ending)
                Monitor.Wait(_gate);
            if (_ending)
                return;
            _waiting.Enqueue(record);
            _noted++;
            if (_waiting.Count == _settings.Threshold + 1)
                Monitor.PulseAll(_gate);
        }
    }

    private void WriteLoop()
    {
        using var lines = new MemoryStream();
        while (TakeBatch() is { Count: > 0 } batch)
        {
            lines.SetLength(0);
            foreach (var record in batch)
                TraceLine.Write(record, lines);
            Append(lines);
            lock (_gate)
            {
                _written += batch.Count;
                Monitor.PulseAll(_gate);
            }
        }
    }

    // Empty only at the end.
    private List<TraceRecord> TakeBatch()
    {
        lock (_gate)
        {
            while (!_ending && _waiting.Count <= _settings.Threshold && (_wanted <= _written || _waiting.Count == 0))
                Monitor.Wait(_gate);
            List<TraceRecord> batch = [.. _waiting];
            _waiting.Clear();
            Monitor.PulseAll(_gate);
            return batch;
        }
    }

    private void Append(MemoryStream lines)
    {
        try
        {
            _file.Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
            _failed = false;
        }
        catch (IOException e)
        {
            if (!_failed)
                _log.Warning(MountEvent.TraceFailed, $"The trace file '{_settings.File}' cannot be written, lines are dropped: {e.Message}");
            _failed = true;
        }
    }
}
