using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Linux.Abi;

/// <summary>linux/prctl.h, linux/wait.h, asm-generic/ioctls.h, linux/resource.h, linux/capability.h.</summary>
internal static class ProcessConstants
{
    public const int PR_SET_PDEATHSIG = 1;
    public const int PR_SET_DUMPABLE = 4;
    public const int PR_SET_KEEPCAPS = 8;
    public const int PR_SET_NAME = 15;
    public const int PR_CAPBSET_DROP = 24;
    public const int PR_SET_CHILD_SUBREAPER = 36;
    public const int PR_SET_NO_NEW_PRIVS = 38;
    public const int PR_CAP_AMBIENT = 47;
    public const nuint PR_CAP_AMBIENT_RAISE = 2;
    public const nuint PR_CAP_AMBIENT_CLEAR_ALL = 4;

    public const int P_ALL = 0;
    public const int P_PID = 1;
    public const int WNOHANG = 1;
    public const int WEXITED = 4;
    public const int WNOWAIT = 0x01000000;

    public const ulong TIOCSCTTY = 0x540E;
    public const ulong TIOCNOTTY = 0x5422;

    public const int PRIO_PROCESS = 0;

    public const int SIGPIPE = 13;
    public const nint SIG_DFL = 0;
    public const nint SIG_IGN = 1;
    public const int SIG_SETMASK = 2;
    public const uint _LINUX_CAPABILITY_VERSION_3 = 0x20080522;
}

/// <summary>The first fields of siginfo_t for SIGCHLD, 128 bytes in all.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct siginfo
{
    public int si_signo;
    public int si_errno;
    public int si_code;
    public int __pad;
    public int si_pid;
    public uint si_uid;
    public int si_status;
}

[StructLayout(LayoutKind.Sequential)]
internal struct rlimit
{
    public ulong rlim_cur;
    public ulong rlim_max;
}

[StructLayout(LayoutKind.Sequential)]
internal struct cap_user_header
{
    public uint version;
    public int pid;
}

/// <summary>Both 32-bit halves of __user_cap_data_struct.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct cap_user_data
{
    public uint effective0;
    public uint permitted0;
    public uint inheritable0;
    public uint effective1;
    public uint permitted1;
    public uint inheritable1;
}

/// <summary>glibc's sigset_t: 1024 bits.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct sigset
{
    public ulong first;
}
