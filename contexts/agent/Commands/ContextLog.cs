using System.Globalization;
using System.Text;
using CernVM.Contexts.Agent.Guest;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Contexts.Agent.Commands;

/// <summary><c>/var/log/cernvm-context.log</c>: what stages did and what commands printed, each line with its time.</summary>
public sealed class ContextLog : IDisposable
{
    /// <summary>Where it is in the guest.</summary>
    public const string Path = "/var/log/cernvm-context.log";

    private static readonly GuestAttributes Attributes = new(0b110_100_000);
    private readonly SafeFileHandle _file;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();

    /// <summary>Opens the log of a guest for adding.</summary>
    public ContextLog(GuestRoot guest, TimeProvider clock)
    {
        _file = guest.OpenForAppend(Path, Attributes);
        RealPath = guest.Directory.TrimEnd('/') + Path;
        _clock = clock;
    }

    /// <summary>Where it is for a program that this machine runs.</summary>
    public string RealPath { get; }

    /// <summary>Adds a line. A log that cannot be written stops nothing.</summary>
    public void Write(string area, string line)
    {
        var stamp = _clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        lock (_gate)
            _ = _file.WriteNext(Encoding.UTF8.GetBytes($"{stamp} {area}: {line}\n"));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
