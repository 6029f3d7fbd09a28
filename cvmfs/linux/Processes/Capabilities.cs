using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>Capability sets of the calling thread as bit masks (capabilities(7); bit n is capability n).</summary>
public readonly record struct Capabilities(ulong Effective, ulong Permitted, ulong Inheritable)
{
    /// <summary>CAP_SYS_ADMIN: mounts.</summary>
    public const int SystemAdministration = 21;

    /// <summary>CAP_NET_ADMIN: addresses and routes.</summary>
    public const int NetworkAdministration = 12;

    /// <summary>CAP_SETFCAP: file capabilities.</summary>
    public const int SetFileCapabilities = 31;

    /// <summary>True when the capability has effect.</summary>
    public bool Has(int capability) => (Effective & (1UL << capability)) != 0;

    /// <summary>The sets of the calling thread.</summary>
    public static LinuxResult<Capabilities> Get()
    {
        var header = new cap_user_header { version = ProcessConstants._LINUX_CAPABILITY_VERSION_3 };
        var data = default(cap_user_data);
        if (Libc.syscall(Syscall.SYS_capget, ref header, ref data) < 0)
            return Gate.LastError;
        return new Capabilities(
            data.effective0 | ((ulong)data.effective1 << 32),
            data.permitted0 | ((ulong)data.permitted1 << 32),
            data.inheritable0 | ((ulong)data.inheritable1 << 32));
    }

    /// <summary>Gives the calling thread, and the threads that it starts, these sets.</summary>
    public LinuxResult Apply()
    {
        var header = new cap_user_header { version = ProcessConstants._LINUX_CAPABILITY_VERSION_3 };
        var data = new cap_user_data
        {
            effective0 = (uint)Effective,
            effective1 = (uint)(Effective >> 32),
            permitted0 = (uint)Permitted,
            permitted1 = (uint)(Permitted >> 32),
            inheritable0 = (uint)Inheritable,
            inheritable1 = (uint)(Inheritable >> 32),
        };
        return Gate.Check((nint)Libc.syscall(Syscall.SYS_capset, ref header, ref data));
    }

    /// <summary>No program started from here can gain this capability again.</summary>
    public static LinuxResult DropFromBoundingSet(int capability) =>
        Gate.Check(Libc.prctl(ProcessConstants.PR_CAPBSET_DROP, (nuint)capability, 0, 0, 0));

    /// <summary>The calling thread keeps its permitted set when it stops being root; ends with the next execve (PR_SET_KEEPCAPS).</summary>
    public static LinuxResult KeepAcrossUsers() => Gate.Check(Libc.prctl(ProcessConstants.PR_SET_KEEPCAPS, 1u, 0, 0, 0));

    /// <summary>A program that the calling thread becomes has this capability though its user is not root; it must be permitted and inheritable.</summary>
    public static LinuxResult RaiseAmbient(int capability) =>
        Gate.Check(Libc.prctl(ProcessConstants.PR_CAP_AMBIENT, ProcessConstants.PR_CAP_AMBIENT_RAISE, (nuint)capability, 0, 0));

    /// <summary>Programs that the calling thread, or a thread that it starts, becomes or starts have no capability from here.</summary>
    public static LinuxResult ClearAmbient() =>
        Gate.Check(Libc.prctl(ProcessConstants.PR_CAP_AMBIENT, ProcessConstants.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0));
}
