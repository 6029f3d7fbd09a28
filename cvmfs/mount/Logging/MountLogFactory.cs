using System.Globalization;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>Chooses where a mount logs to: its own file, syslog, or the kernel's log; in the foreground also standard error.</summary>
internal static class MountLogFactory
{
    /// <param name="settings">Names files and syslog's parameters.</param>
    /// <param name="foreground">Whether people see standard error.</param>
    /// <param name="debug">Whether every step is logged.</param>
    /// <param name="clock">Time of the lines.</param>
    /// <param name="complaints">Files that cannot be written, each with what happens instead; logged already.</param>
    public static MountLog Create(ClientSettings settings, bool foreground, bool debug, TimeProvider clock, out IReadOnlyList<string> complaints)
    {
        var prefix = settings["CVMFS_SYSLOG_PREFIX"] ?? settings.Repository.ToString();
        var sinks = new List<(ILogSink, ClientLogLevel)>();
        var refused = new List<string>();
        if (SystemSink(settings, prefix, clock, refused) is { } system)
            sinks.Add((system, ClientLogLevel.Information));
        var debugFile = DebugFileOf(settings);
        if (debug && debugFile is not null)
            sinks.Add((DebugSink(debugFile, prefix, clock, refused), ClientLogLevel.Debug));
        if (foreground)
            sinks.Add((new StreamSink(Console.Error, prefix), debug && debugFile is null ? ClientLogLevel.Debug : ClientLogLevel.Information));
        var log = new MountLog(sinks, clock);
        foreach (var complaint in refused)
            log.Warning(MountEvent.LogFileRefused, complaint);
        complaints = refused;
        return log;
    }

    /// <summary>The file that gets every step (<c>CVMFS_DEBUGLOG</c>); null when none is configured.</summary>
    public static string? DebugFileOf(ClientSettings settings) => settings["CVMFS_DEBUGLOG"] is { Length: > 0 } file ? file : null;

    private static ILogSink? SystemSink(ClientSettings settings, string prefix, TimeProvider clock, List<string> refused)
    {
        if (settings["CVMFS_USYSLOG"] is { Length: > 0 } file)
        {
            var own = new FileSink(file, prefix, clock);
            var opened = own.TryOpen();
            if (opened.IsOk)
                return own;
            own.Dispose();
            refused.Add(Refused("CVMFS_USYSLOG", file, opened, "the system's log is used instead"));
        }

        if (File.Exists(SyslogSink.DefaultSocket))
            return new SyslogSink(SyslogSink.DefaultSocket, prefix, Facility(settings), Severity(settings), clock);
        return File.Exists(KernelLogSink.Device) ? new KernelLogSink(prefix) : null;
    }

    private static FileSink DebugSink(string file, string prefix, TimeProvider clock, List<string> refused)
    {
        var sink = new FileSink(file, prefix, clock, FileSink.DebugLimit);
        if (sink.TryOpen() is { IsOk: false } refusal)
            refused.Add(Refused("CVMFS_DEBUGLOG", file, refusal, "steps are lost until it can"));
        return sink;
    }

    private static string Refused(string parameter, string file, LinuxResult refusal, string consequence) =>
        $"{parameter}={file} cannot be written ({refusal.Error.Describe()}), so that {consequence}. Make its folder, or give it to the client's user.";

    private static int Facility(ClientSettings settings) =>
        Number(settings["CVMFS_SYSLOG_FACILITY"]) is { } local and >= 0 and <= 7 ? SyslogSink.Local0Facility + local : SyslogSink.UserFacility;

    // 1 debug, 2 information, 3 notice: the upstream meaning of the parameter.
    private static int Severity(ClientSettings settings) => Number(settings["CVMFS_SYSLOG_LEVEL"]) switch { 1 => 7, 2 => 6, _ => 5 };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
