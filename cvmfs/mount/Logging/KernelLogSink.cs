using System.Text;
using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>Records in the kernel's log, for a machine that has no syslog daemon yet. One write is one record.</summary>
internal sealed class KernelLogSink(string prefix) : ILogSink
{
    /// <summary>The device (Documentation/ABI/testing/dev-kmsg).</summary>
    public const string Device = "/dev/kmsg";

    /// <summary>The kernel refuses longer records (printk.c, PRINTKRB_RECORD_MAX), prefix included.</summary>
    private const int LongestText = 900;

    private FileStream? _device;

    public void Write(ClientLogEntry entry)
    {
        var severity = entry.Level switch { ClientLogLevel.Error => 3, ClientLogLevel.Warning => 4, ClientLogLevel.Debug => 7, _ => 6 };
        var text = entry.Message.Length > LongestText ? entry.Message[..LongestText] : entry.Message;
        try
        {
            _device ??= new FileStream(Device, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            _device.Write(Encoding.UTF8.GetBytes($"<{8 + severity}>cvmfs2: ({prefix}) {text}\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _device?.Dispose();
            _device = null;
        }
    }

    public void Dispose() => _device?.Dispose();
}
