using System.Text;
using CernVM.Cvmfs.Linux.Abi;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Linux.Kernel;

/// <summary>Settings of the whole machine that have a system call of their own.</summary>
public static class SystemSettings
{
    /// <summary>Names the machine; at most 64 bytes.</summary>
    public static LinuxResult SetHostName(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return bytes.Length == 0 ? Errno.EINVAL : Gate.Check(Libc.sethostname(in bytes[0], (nuint)bytes.Length));
    }

    /// <summary>Sets the clock.</summary>
    public static LinuxResult SetClock(DateTimeOffset now)
    {
        var time = FileTime.From(now);
        var raw = new timespec { tv_sec = time.Seconds, tv_nsec = time.Nanoseconds };
        return Gate.Check(Libc.clock_settime(SystemConstants.CLOCK_REALTIME, in raw));
    }

    /// <summary>Takes a swap device or file into use.</summary>
    public static LinuxResult EnableSwap(string path, bool discard = false)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.swapon(in native.Pointer, discard ? SystemConstants.SWAP_FLAG_DISCARD : 0));
    }

    /// <summary>Takes a swap device or file out of use.</summary>
    public static LinuxResult DisableSwap(string path)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.swapoff(in native.Pointer));
    }
}
