using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Files;

/// <summary>Advisory locks. Both kinds belong to the open file, not to the process, and end with its last descriptor.</summary>
public static class FileLocks
{
    /// <summary>Takes a whole-file lock without waiting (flock(2)).</summary>
    /// <returns>EWOULDBLOCK (EAGAIN) when somebody else has it.</returns>
    public static LinuxResult TryLock(this SafeFileHandle file, bool exclusive) =>
        Gate.Check(Libc.flock(file, (exclusive ? Fcntl.LOCK_EX : Fcntl.LOCK_SH) | Fcntl.LOCK_NB));

    /// <summary>Takes a whole-file lock and waits for it.</summary>
    public static LinuxResult Lock(this SafeFileHandle file, bool exclusive)
    {
        while (true)
        {
            var result = Gate.Check(Libc.flock(file, exclusive ? Fcntl.LOCK_EX : Fcntl.LOCK_SH));
            if (result.Error != Errno.EINTR)
                return result;
        }
    }

    /// <summary>Gives a whole-file lock back.</summary>
    public static LinuxResult Unlock(this SafeFileHandle file) => Gate.Check(Libc.flock(file, Fcntl.LOCK_UN));

    /// <summary>Takes an open-file-description lock on a range, without waiting; length 0 reaches to the end (fcntl(2), F_OFD_SETLK).</summary>
    public static LinuxResult TryLockRange(this SafeFileHandle file, bool exclusive, long offset, long length) =>
        Range(file, exclusive ? Fcntl.F_WRLCK : Fcntl.F_RDLCK, offset, length);

    /// <summary>Gives a range back.</summary>
    public static LinuxResult UnlockRange(this SafeFileHandle file, long offset, long length) => Range(file, Fcntl.F_UNLCK, offset, length);

    private static LinuxResult Range(SafeFileHandle file, short type, long offset, long length)
    {
        var range = new flock { l_type = type, l_start = offset, l_len = length };
        return Gate.Check(Libc.fcntl(file, Fcntl.F_OFD_SETLK, ref range));
    }
}
