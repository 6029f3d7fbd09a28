using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Mounts;

/// <summary>The steps that put a process on another root.</summary>
public static class RootSwitch
{
    private const int CLONE_NEWNS = 0x00020000;

    /// <summary>Swaps the root mount (pivot_root(2)). Refused on the initramfs: move the new root over <c>/</c> there instead.</summary>
    /// <param name="newRoot">A mount point.</param>
    /// <param name="oldRootPlace">Directory below it where the old root goes.</param>
    public static LinuxResult PivotRoot(string newRoot, string oldRootPlace)
    {
        using var nativeNew = new NativePath(newRoot, stackalloc byte[NativePath.Scratch]);
        using var nativeOld = new NativePath(oldRootPlace, stackalloc byte[NativePath.Scratch]);
        return Gate.Check((nint)Libc.syscall(Syscall.SYS_pivot_root, in nativeNew.Pointer, in nativeOld.Pointer));
    }

    /// <summary>Changes the root directory of this process (chroot(2)); change the directory afterwards.</summary>
    public static LinuxResult ChangeRoot(string path)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.chroot(in native.Pointer));
    }

    /// <summary>Changes the working directory of this process (chdir(2)).</summary>
    public static LinuxResult ChangeDirectory(string path)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.chdir(in native.Pointer));
    }

    /// <summary>
    /// The classic end of an initramfs: moves the mount at <paramref name="newRoot"/> over <c>/</c> and enters it
    /// (Documentation/filesystems/ramfs-rootfs-initramfs.rst). The caller moves /proc, /sys, /dev and /run first and executes init after.
    /// </summary>
    public static LinuxResult MoveRoot(string newRoot)
    {
        var entered = ChangeDirectory(newRoot);
        if (!entered.IsOk)
            return entered;
        var moved = FileSystemMounts.Move(".", "/");
        if (!moved.IsOk)
            return moved;
        var changed = ChangeRoot(".");
        return changed.IsOk ? ChangeDirectory("/") : changed;
    }

    /// <summary>Gives the calling thread a mount table of its own. Only safe before a second thread exists, or in a thread that ends.</summary>
    public static LinuxResult UnshareMounts() => Gate.Check(Libc.unshare(CLONE_NEWNS));
}
