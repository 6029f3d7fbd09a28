using System.Globalization;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>Chooses where a mount logs to: its own file, syslog, or the kernel's log; in the foreground also standard error.</summary>
internal static class MountLogFactory
{
    public static MountLog Create(ClientSettings settings, bool foreground, bool debug, TimeProvider clock)
    {
        var prefix = settings["CVMFS_SYSLOG_PREFIX"] ?? settings.Repository.ToString();
        var sinks = new List<(ILogSink, ClientLogLevel)>();
        if (SystemSink(settings, prefix, clock) is { } system)
            sinks.Add((system, ClientLogLevel.Information));
        var debugFile = DebugMode.FileOf(settings);
        if (debug && debugFile is not null)
            sinks.Add((new FileSink(debugFile, prefix, clock), ClientLogLevel.Debug));
        if (foreground)
            sinks.Add((new StreamSink(Console.Error, prefix), debug && debugFile is null ? ClientLogLevel.Debug : ClientLogLevel.Information));
        return new MountLog(sinks, clock);
    }

    private static ILogSink? SystemSink(ClientSettings settings, string prefix, TimeProvider clock)
    {
        if (settings["CVMFS_USYSLOG"] is { Length: > 0 } file)
            return new FileSink(file, prefix, clock);
        if (File.Exists(SyslogSink.DefaultSocket))
            return new SyslogSink(SyslogSink.DefaultSocket, prefix, Facility(settings), Severity(settings), clock);
        return File.Exists(KernelLogSink.Device) ? new KernelLogSink(prefix) : null;
    }

    private static int Facility(ClientSettings settings) =>
        Number(settings["CVMFS_SYSLOG_FACILITY"]) is { } local and >= 0 and <= 7 ? SyslogSink.Local0Facility + local : SyslogSink.UserFacility;

    // 1 debug, 2 information, 3 notice: the upstream meaning of the parameter.
    private static int Severity(ClientSettings settings) => Number(settings["CVMFS_SYSLOG_LEVEL"]) switch { 1 => 7, 2 => 6, _ => 5 };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
