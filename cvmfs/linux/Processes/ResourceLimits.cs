using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>A resource that the kernel limits (asm-generic/resource.h).</summary>
public enum LimitedResource
{
    /// <summary>Size of a core dump in bytes.</summary>
    CoreSize = 4,

    /// <summary>Number of processes of the user.</summary>
    Processes = 6,

    /// <summary>Number of open descriptors.</summary>
    OpenFiles = 7,

    /// <summary>Locked memory in bytes.</summary>
    LockedMemory = 8,
}

/// <summary>A soft limit, which holds, and the hard one, up to which it can be raised.</summary>
public readonly record struct ResourceLimit(ulong Soft, ulong Hard)
{
    /// <summary>No limit.</summary>
    public const ulong Unlimited = ulong.MaxValue;

    /// <summary>The limit of this process.</summary>
    public static LinuxResult<ResourceLimit> Get(LimitedResource resource) =>
        Libc.getrlimit((int)resource, out var raw) < 0 ? Gate.LastError : new ResourceLimit(raw.rlim_cur, raw.rlim_max);

    /// <summary>Limits this process and its children; raising the hard limit needs CAP_SYS_RESOURCE.</summary>
    public LinuxResult Apply(LimitedResource resource)
    {
        var raw = new rlimit { rlim_cur = Soft, rlim_max = Hard };
        return Gate.Check(Libc.setrlimit((int)resource, in raw));
    }
}
