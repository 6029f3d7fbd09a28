using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Files;

public sealed partial class DirectoryHandle
{
    /// <summary>Longest path that the kernel takes, PATH_MAX of linux/limits.h, in bytes.</summary>
    public const int PathMaximum = 4096;

    /// <summary>Makes a directory; the umask applies.</summary>
    public LinuxResult MakeDirectory(ReadOnlySpan<byte> path, uint permissions)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.mkdirat(this, in native.Pointer, permissions));
    }

    /// <summary>Makes a device node, FIFO, socket or empty file; the umask applies.</summary>
    public LinuxResult MakeNode(ReadOnlySpan<byte> path, FileKind kind, uint permissions, DeviceNumber device = default)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.mknodat(this, in native.Pointer, (uint)kind | permissions, device.ToLong()));
    }

    /// <summary>Makes a symbolic link.</summary>
    public LinuxResult MakeLink(ReadOnlySpan<byte> path, ReadOnlySpan<byte> target)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        using var nativeTarget = new NativePath(target, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.symlinkat(in nativeTarget.Pointer, this, in native.Pointer));
    }

    /// <summary>Gives a file of this directory another name, which may be in another directory of the same file system.</summary>
    public LinuxResult MakeHardLink(ReadOnlySpan<byte> existing, DirectoryHandle targetDirectory, ReadOnlySpan<byte> path)
    {
        using var nativeExisting = new NativePath(existing, stackalloc byte[NativePath.Scratch]);
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.linkat(this, in nativeExisting.Pointer, targetDirectory, in native.Pointer, 0));
    }

    /// <summary>Renames; an existing target is replaced unless <paramref name="mode"/> says otherwise.</summary>
    public LinuxResult Rename(ReadOnlySpan<byte> from, DirectoryHandle targetDirectory, ReadOnlySpan<byte> to, RenameMode mode = RenameMode.Replace)
    {
        using var nativeFrom = new NativePath(from, stackalloc byte[NativePath.Scratch]);
        using var nativeTo = new NativePath(to, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.renameat2(this, in nativeFrom.Pointer, targetDirectory, in nativeTo.Pointer, (uint)mode));
    }

    /// <summary>Removes a name that is not a directory.</summary>
    public LinuxResult Unlink(ReadOnlySpan<byte> path) => Remove(path, 0);

    /// <summary>Removes an empty directory.</summary>
    public LinuxResult RemoveDirectory(ReadOnlySpan<byte> path) => Remove(path, Fcntl.AT_REMOVEDIR);

    private LinuxResult Remove(ReadOnlySpan<byte> path, int flags)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.unlinkat(this, in native.Pointer, flags));
    }
}
