using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>User and groups of this process.</summary>
public static class Credentials
{
    /// <summary>Effective user.</summary>
    public static uint EffectiveUid => Libc.geteuid();

    /// <summary>Effective group.</summary>
    public static uint EffectiveGid => Libc.getegid();

    /// <summary>Real user.</summary>
    public static uint RealUid => Libc.getuid();

    /// <summary>Real group.</summary>
    public static uint RealGid => Libc.getgid();

    /// <summary>Becomes another user for good: groups first, then group, then user, of the whole process.</summary>
    public static unsafe LinuxResult Become(uint uid, uint gid, ReadOnlySpan<uint> supplementaryGroups)
    {
        fixed (uint* groups = supplementaryGroups)
        {
            var result = Gate.Check(Libc.setgroups((nuint)supplementaryGroups.Length, groups));
            if (result.IsOk)
                result = Gate.Check(Libc.setresgid(gid, gid, gid));
            return result.IsOk ? Gate.Check(Libc.setresuid(uid, uid, uid)) : result;
        }
    }
}
