using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Logging;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>
/// How many files users may have open at once. The rest of the process's descriptors is for catalogs, connections and the runtime, which ends the process when
/// it gets none. The original keeps as many back.
/// </summary>
internal sealed class OpenFileBudget(long most)
{
    private const long Reserved = 512;

    private int _told;

    /// <summary>What the process's limit leaves; half of a limit below 1024.</summary>
    public static OpenFileBudget OfThisProcess() =>
        new(ResourceLimit.Get(LimitedResource.OpenFiles).TryGet(out var limit) && limit.Soft < long.MaxValue ? Leave((long)limit.Soft) : long.MaxValue);

    /// <summary>What a limit leaves to users.</summary>
    public static long Leave(long limit) => limit - Math.Min(Reserved, limit / 2);

    /// <summary>Whether one more may be opened. The first refusal after files were closed again is logged.</summary>
    public bool Allows(long openFiles, MountLog log)
    {
        if (openFiles < most)
        {
            if (Volatile.Read(ref _told) != 0)
                Volatile.Write(ref _told, 0);
            return true;
        }

        if (Interlocked.Exchange(ref _told, 1) == 0)
            log.Warning(MountEvent.OpenFailed, $"{openFiles} files are open, no more are possible: programs get 'Too many open files' until some are closed. CVMFS_NFILES raises the limit.");
        return false;
    }
}
