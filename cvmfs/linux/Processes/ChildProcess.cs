using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>Children that System.Diagnostics.Process has not started: orphans among the descendants of a subreaper.</summary>
public static class ChildProcess
{
    /// <summary>Waits until any child has ended and takes it. Only for a process that has no child of System.Diagnostics.Process left.</summary>
    /// <returns>ECHILD when there is none.</returns>
    public static LinuxResult<ExitedChild> WaitForAny()
    {
        int id, status;
        do
        {
            id = Libc.waitpid(-1, out status, 0);
        }
        while (id < 0 && Gate.LastError == Errno.EINTR);
        return id < 0 ? Gate.LastError : new ExitedChild(id, OrphanReaper.ExitCodeOf(status));
    }
}
