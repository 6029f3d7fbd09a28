using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Files;

/// <summary>
/// An open directory, and everything that can be done to names below it. Names and paths are bytes, as the kernel has them;
/// they are relative to this directory unless they begin with a slash. Symbolic links as the last component are never followed
/// unless a method says so.
/// </summary>
public sealed partial class DirectoryHandle : SafeHandleMinusOneIsInvalid
{
    private DirectoryHandle(int descriptor, bool ownsHandle)
        : base(ownsHandle) => SetHandle(descriptor);

    /// <summary>The process's working directory: for absolute paths.</summary>
    public static DirectoryHandle WorkingDirectory { get; } = new(Fcntl.AT_FDCWD, ownsHandle: false);

    /// <summary>Opens a directory by an absolute path, or one relative to the working directory, links followed.</summary>
    public static LinuxResult<DirectoryHandle> Open(string path)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        var descriptor = Libc.openat(WorkingDirectory, in native.Pointer, Fcntl.O_DIRECTORY | Fcntl.O_CLOEXEC, 0);
        return descriptor < 0 ? Gate.LastError : new DirectoryHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Opens a directory below this one.</summary>
    public LinuxResult<DirectoryHandle> OpenDirectory(ReadOnlySpan<byte> path)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        var descriptor = Libc.openat(this, in native.Pointer, Fcntl.O_DIRECTORY | Fcntl.O_NOFOLLOW | Fcntl.O_CLOEXEC, 0);
        return descriptor < 0 ? Gate.LastError : new DirectoryHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Name or path in bytes.</param>
    /// <param name="flags">How; the link as last component is followed unless <see cref="OpenFlags.NoFollow"/> is there.</param>
    /// <param name="mode">Permissions of a file that is made, before the umask.</param>
    public LinuxResult<SafeFileHandle> OpenFile(ReadOnlySpan<byte> path, OpenFlags flags, uint mode = 0)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Handle(Libc.openat(this, in native.Pointer, (int)flags | Fcntl.O_CLOEXEC, mode));
    }

    /// <summary>Flushes the whole file system that holds this directory (syncfs(2)).</summary>
    public LinuxResult SyncFileSystem() => Gate.Check(Libc.syncfs(this));

    /// <summary>Makes names in this directory durable (fsync(2)).</summary>
    public LinuxResult Sync() => Gate.Check(Libc.fsync(this));

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.close(handle) == 0;
}
