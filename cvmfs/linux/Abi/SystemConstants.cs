using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Linux.Abi;

/// <summary>linux/reboot.h, linux/swap.h, sys/klog.h.</summary>
internal static class SystemConstants
{
    public const int RB_AUTOBOOT = 0x01234567;
    public const int RB_HALT_SYSTEM = unchecked((int)0xcdef0123);
    public const int RB_ENABLE_CAD = unchecked((int)0x89abcdef);
    public const int RB_DISABLE_CAD = 0;
    public const int RB_POWER_OFF = 0x4321fedc;

    public const int SYSLOG_ACTION_READ_ALL = 3;
    public const int SYSLOG_ACTION_CONSOLE_OFF = 6;
    public const int SYSLOG_ACTION_CONSOLE_ON = 7;
    public const int SYSLOG_ACTION_CONSOLE_LEVEL = 8;
    public const int SYSLOG_ACTION_SIZE_BUFFER = 10;

    public const int SWAP_FLAG_DISCARD = 0x10000;

    public const int CLOCK_REALTIME = 0;
}

/// <summary>struct sysinfo of linux/sysinfo.h on 64-bit machines, 112 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 112)]
internal struct sysinfo
{
    public long uptime;
    public ulong load1;
    public ulong load5;
    public ulong load15;
    public ulong totalram;
    public ulong freeram;
    public ulong sharedram;
    public ulong bufferram;
    public ulong totalswap;
    public ulong freeswap;
    public ushort procs;
    public ushort pad;
    public ulong totalhigh;
    public ulong freehigh;
    public uint mem_unit;
}

/// <summary>struct new_utsname of linux/utsname.h: six fields of 65 bytes.</summary>
[InlineArray(FieldLength * FieldCount)]
internal struct utsname
{
    public const int FieldLength = 65;
    public const int FieldCount = 6;
    private byte first;
}
