using System.Globalization;
using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>What a process can set about itself and send to others.</summary>
public static class ProcessControl
{
    private const int NameMaximum = 15;

    /// <summary>This process's number.</summary>
    public static int Id => Libc.getpid();

    /// <summary>The parent's number.</summary>
    public static int ParentId => Libc.getppid();

    /// <summary>True with effective user 0.</summary>
    public static bool IsRoot => Libc.geteuid() == 0;

    /// <summary>Names the calling thread, and on the main thread the process as ps shows it; at most 15 bytes count (PR_SET_NAME).</summary>
    public static LinuxResult SetName(string name)
    {
        using var native = new NativePath(name.Length > NameMaximum ? name[..NameMaximum] : name, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.prctl(ProcessConstants.PR_SET_NAME, in native.Pointer, 0, 0, 0));
    }

    /// <summary>Sends this process a signal when the thread that started it ends (PR_SET_PDEATHSIG).</summary>
    public static LinuxResult SetParentDeathSignal(Signal signal) =>
        Gate.Check(Libc.prctl(ProcessConstants.PR_SET_PDEATHSIG, (nuint)signal, 0, 0, 0));

    /// <summary>From here on, set-id bits and file capabilities give nothing to this process and its children.</summary>
    public static LinuxResult SetNoNewPrivileges() => Gate.Check(Libc.prctl(ProcessConstants.PR_SET_NO_NEW_PRIVS, 1u, 0, 0, 0));

    /// <summary>Orphans among the descendants become children of this process.</summary>
    public static LinuxResult SetChildSubreaper(bool enabled) =>
        Gate.Check(Libc.prctl(ProcessConstants.PR_SET_CHILD_SUBREAPER, enabled ? 1u : 0u, 0, 0, 0));

    /// <summary>Allows or forbids core dumps and tracing by the same user.</summary>
    public static LinuxResult SetDumpable(bool enabled) => Gate.Check(Libc.prctl(ProcessConstants.PR_SET_DUMPABLE, enabled ? 1u : 0u, 0, 0, 0));

    /// <summary>How willingly the kernel kills this process when memory ends: −1000 (never) to 1000.</summary>
    public static LinuxResult SetOutOfMemoryScore(int score)
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", score.ToString(CultureInfo.InvariantCulture));
            return LinuxResult.Success;
        }
        catch (UnauthorizedAccessException)
        {
            return Errno.EACCES;
        }
        catch (FileNotFoundException)
        {
            return Errno.ENOENT;
        }
        catch (DirectoryNotFoundException)
        {
            return Errno.ENOENT;
        }
    }

    /// <summary>Scheduling priority of a process, −20 (first) to 19; 0 is this process.</summary>
    public static LinuxResult SetPriority(int priority, int processId = 0) =>
        Gate.Check(Libc.setpriority(ProcessConstants.PRIO_PROCESS, (uint)processId, priority));

    /// <summary>Permission bits that new files do not get; returns the earlier ones.</summary>
    public static uint SetCreationMask(uint mask) => Libc.umask(mask);

    /// <summary>Sends a signal; a negative number is a process group, −1 everybody but this process and PID 1.</summary>
    public static LinuxResult Send(int processId, Signal signal) => Gate.Check(Libc.kill(processId, (int)signal));

    /// <summary>True when a process with this number exists, zombies included.</summary>
    public static bool Exists(int processId) => Send(processId, Signal.None).Error is Errno.None or Errno.EPERM;

    /// <summary>Makes this process the leader of a session without a terminal.</summary>
    public static LinuxResult StartSession() => Gate.Check(Libc.setsid());

    /// <summary>Makes a terminal the controlling one of this session, so that Ctrl-C works in a shell on the console.</summary>
    public static LinuxResult TakeTerminal(SafeFileHandle terminal) => Gate.Check(Libc.ioctl(terminal, (nuint)ProcessConstants.TIOCSCTTY, (nint)0));
}
