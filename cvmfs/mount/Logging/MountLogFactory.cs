using System.Globalization;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>Chooses where a mount logs to: its own file, syslog, or the kernel's log; in the foreground also standard error.</summary>
internal static class MountLogFactory
{
    public static MountLog Create(ClientSettings settings, bool foreground, bool debug, TimeProvider clock)
    {
        var prefix = settings["CVMFS_SYSLOG_PREFIX"] ?? settings.Repository.ToString();
        var sinks = new List<ILogSink>();
        if (settings["CVMFS_USYSLOG"] is { Length: > 0 } file)
            sinks.Add(new FileSink(file, prefix, clock));
        else if (File.Exists(SyslogSink.DefaultSocket))
            sinks.Add(new SyslogSink(SyslogSink.DefaultSocket, prefix, Facility(settings), Severity(settings), clock));
        else if (File.Exists(KernelLogSink.Device))
            sinks.Add(new KernelLogSink(prefix));
        if (settings["CVMFS_DEBUGLOG"] is { Length: > 0 } debugLog)
        {
            sinks.Add(new FileSink(debugLog, prefix, clock));
            debug = true;
        }
        if (foreground)
            sinks.Add(new StreamSink(Console.Error, prefix));
        return new MountLog(sinks, debug ? ClientLogLevel.Debug : ClientLogLevel.Information, clock);
    }

    private static int Facility(ClientSettings settings) =>
        Number(settings["CVMFS_SYSLOG_FACILITY"]) is { } local and >= 0 and <= 7 ? SyslogSink.Local0Facility + local : SyslogSink.UserFacility;

    // 1 debug, 2 information, 3 notice: the upstream meaning of the parameter.
    private static int Severity(ClientSettings settings) => Number(settings["CVMFS_SYSLOG_LEVEL"]) switch { 1 => 7, 2 => 6, _ => 5 };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
