using System.Text;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Kernel;

/// <summary>The kernel's log (syslog(2), klogctl(3)).</summary>
public static class KernelLog
{
    /// <summary>Shows messages more urgent than this level (1 only emergencies … 8 everything) on the console.</summary>
    public static LinuxResult SetConsoleLevel(int level)
    {
        byte unused = 0;
        return Gate.Check(Libc.klogctl(SystemConstants.SYSLOG_ACTION_CONSOLE_LEVEL, ref unused, level));
    }

    /// <summary>What the kernel's buffer holds, oldest first.</summary>
    public static LinuxResult<string> Read()
    {
        byte unused = 0;
        var size = Libc.klogctl(SystemConstants.SYSLOG_ACTION_SIZE_BUFFER, ref unused, 0);
        if (size <= 0)
            return size < 0 ? Gate.LastError : string.Empty;
        var buffer = new byte[size];
        var length = Libc.klogctl(SystemConstants.SYSLOG_ACTION_READ_ALL, ref buffer[0], size);
        return length < 0 ? Gate.LastError : Encoding.UTF8.GetString(buffer, 0, length);
    }
}
