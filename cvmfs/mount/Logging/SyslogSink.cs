using System.Net.Sockets;
using System.Text;
using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>Datagrams to the local syslog socket in the form that syslog(3) sends (RFC 3164 without host).</summary>
internal sealed class SyslogSink(string socketPath, string prefix, int facility, int informationSeverity, TimeProvider clock) : ILogSink
{
    /// <summary>Where syslog daemons listen.</summary>
    public const string DefaultSocket = "/dev/log";

    /// <summary>LOG_USER, and the first of LOG_LOCAL0 to LOG_LOCAL7 (syslog.h).</summary>
    public const int UserFacility = 1;

    /// <summary>LOG_LOCAL0 (syslog.h).</summary>
    public const int Local0Facility = 16;

    private Socket? _socket;

    public void Write(ClientLogEntry entry)
    {
        var time = clock.GetLocalNow();
        var text = $"<{(facility * 8) + Severity(entry.Level)}>{time:MMM} {time.Day,2} {time:HH:mm:ss} cvmfs2: ({prefix}) {entry.Message}";
        try
        {
            if (_socket is null)
            {
                _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { SendTimeout = 1000 };
                _socket.Connect(new UnixDomainSocketEndPoint(socketPath));
            }
            _socket.Send(Encoding.UTF8.GetBytes(text));
        }
        catch (SocketException)
        {
            // The daemon was restarted: the next entry connects anew.
            _socket?.Dispose();
            _socket = null;
        }
    }

    public void Dispose() => _socket?.Dispose();

    private int Severity(ClientLogLevel level) => level switch
    {
        ClientLogLevel.Error => 3,
        ClientLogLevel.Warning => 4,
        ClientLogLevel.Debug => 7,
        _ => informationSeverity,
    };
}
