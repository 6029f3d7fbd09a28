using System.Text;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Kernel;

/// <summary>Memory and uptime (sysinfo(2)).</summary>
/// <param name="Uptime">Time since the kernel started.</param>
/// <param name="TotalMemory">Usable memory in bytes.</param>
/// <param name="FreeMemory">Unused memory in bytes, caches not counted.</param>
/// <param name="TotalSwap">Swap in bytes.</param>
/// <param name="FreeSwap">Unused swap in bytes.</param>
public sealed record SystemInformation(TimeSpan Uptime, long TotalMemory, long FreeMemory, long TotalSwap, long FreeSwap)
{
    /// <summary>Asks the kernel.</summary>
    public static LinuxResult<SystemInformation> Read()
    {
        if (Libc.sysinfo(out var raw) < 0)
            return Gate.LastError;
        long Bytes(ulong units) => (long)(units * raw.mem_unit);
        return new SystemInformation(TimeSpan.FromSeconds(raw.uptime), Bytes(raw.totalram), Bytes(raw.freeram), Bytes(raw.totalswap), Bytes(raw.freeswap));
    }
}

/// <summary>Names of the running kernel (uname(2)).</summary>
/// <param name="System">Linux.</param>
/// <param name="HostName">The machine's name.</param>
/// <param name="Release">Version as in /lib/modules.</param>
/// <param name="Version">Build number and time.</param>
/// <param name="Machine">Processor, x86_64.</param>
public sealed record KernelName(string System, string HostName, string Release, string Version, string Machine)
{
    /// <summary>Asks the kernel.</summary>
    public static LinuxResult<KernelName> Read()
    {
        if (Libc.uname(out var raw) < 0)
            return Gate.LastError;
        ReadOnlySpan<byte> bytes = raw;
        return new KernelName(Field(bytes, 0), Field(bytes, 1), Field(bytes, 2), Field(bytes, 3), Field(bytes, 4));
    }

    private static string Field(ReadOnlySpan<byte> bytes, int index)
    {
        var field = bytes.Slice(index * utsname.FieldLength, utsname.FieldLength);
        return Encoding.UTF8.GetString(field[..field.IndexOf((byte)0)]);
    }
}
