using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Files;

public sealed partial class DirectoryHandle
{
    /// <summary>Sets owner and group of the name itself (lchown(2)); this clears set-id bits and capabilities.</summary>
    public LinuxResult ChangeOwner(ReadOnlySpan<byte> path, uint uid, uint gid)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.fchownat(this, in native.Pointer, uid, gid, Fcntl.AT_SYMLINK_NOFOLLOW));
    }

    /// <summary>Sets the twelve permission bits. A symbolic link is followed: Linux keeps no permissions on links.</summary>
    public LinuxResult ChangeMode(ReadOnlySpan<byte> path, uint permissions)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.fchmodat(this, in native.Pointer, permissions, 0));
    }

    /// <summary>Sets access and modification time of the name itself, to the nanosecond.</summary>
    public LinuxResult SetTimes(ReadOnlySpan<byte> path, FileTime access, FileTime modification)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        ReadOnlySpan<timespec> times =
        [
            new() { tv_sec = access.Seconds, tv_nsec = access.Nanoseconds },
            new() { tv_sec = modification.Seconds, tv_nsec = modification.Nanoseconds },
        ];
        return Gate.Check(Libc.utimensat(this, in native.Pointer, in times[0], Fcntl.AT_SYMLINK_NOFOLLOW));
    }
}
