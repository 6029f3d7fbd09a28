using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Files;

/// <summary>Operations on open files that .NET's RandomAccess does not have, or has only with exceptions.</summary>
public static class FileDescriptors
{
    /// <summary>Wraps a descriptor that the process was given, and owns it from now on.</summary>
    public static SafeFileHandle Adopt(int descriptor) => new(descriptor, ownsHandle: true);

    /// <summary>What is known about an open file.</summary>
    public static LinuxResult<FileStatus> Status(this SafeFileHandle file)
    {
        byte empty = 0;
        return Libc.statx(file, in empty, Fcntl.AT_EMPTY_PATH, Stat.STATX_BASIC_STATS, out var raw) < 0 ? Gate.LastError : new FileStatus(raw);
    }

    /// <summary>Sets owner and group of an open file, whatever its name leads to by now; this clears set-id bits and capabilities.</summary>
    public static LinuxResult ChangeOwner(this SafeFileHandle file, uint uid, uint gid)
    {
        byte empty = 0;
        return Gate.Check(Libc.fchownat(file, in empty, uid, gid, Fcntl.AT_EMPTY_PATH));
    }

    /// <summary>Sets the twelve permission bits of an open file.</summary>
    public static LinuxResult ChangeMode(this SafeFileHandle file, uint permissions) => Gate.Check(Libc.fchmod(file, permissions));

    /// <summary>Reads at an offset; may be short at the end of the file only for regular files.</summary>
    public static LinuxResult<int> ReadAt(this SafeFileHandle file, Span<byte> buffer, long offset) =>
        Gate.Count(Libc.pread(file, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length, offset));

    /// <summary>Writes at an offset; may be short.</summary>
    public static LinuxResult<int> WriteAt(this SafeFileHandle file, ReadOnlySpan<byte> data, long offset) =>
        Gate.Count(Libc.pwrite(file, in MemoryMarshal.GetReference(data), (nuint)data.Length, offset));

    /// <summary>Reads at the file's position, from anything that can be read.</summary>
    public static LinuxResult<int> ReadNext(this SafeFileHandle file, Span<byte> buffer) =>
        Gate.Count(Libc.read(file, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length));

    /// <summary>Writes at the file's position, to anything that can be written.</summary>
    public static LinuxResult<int> WriteNext(this SafeFileHandle file, ReadOnlySpan<byte> data) =>
        Gate.Count(Libc.write(file, in MemoryMarshal.GetReference(data), (nuint)data.Length));

    /// <summary>Copies inside the kernel, sharing blocks where the file system can.</summary>
    /// <returns>Bytes copied, which may be fewer than asked; 0 at the end of the source. EXDEV or EINVAL: copy by hand.</returns>
    public static LinuxResult<long> CopyRange(SafeFileHandle from, long fromOffset, SafeFileHandle to, long toOffset, long length) =>
        Gate.Long(Libc.copy_file_range(from, ref fromOffset, to, ref toOffset, (nuint)length, 0));

    /// <summary>Content and attributes on the disk.</summary>
    public static LinuxResult Sync(this SafeFileHandle file) => Gate.Check(Libc.fsync(file));

    /// <summary>Content on the disk.</summary>
    public static LinuxResult SyncData(this SafeFileHandle file) => Gate.Check(Libc.fdatasync(file));

    /// <summary>Everything of the file system that holds this file on the disk.</summary>
    public static LinuxResult SyncFileSystem(this SafeFileHandle file) => Gate.Check(Libc.syncfs(file));

    /// <summary>All file systems on the disk (sync(2)).</summary>
    public static void SyncEverything() => Libc.sync();

    /// <summary>Cuts or grows a file.</summary>
    public static LinuxResult SetLength(this SafeFileHandle file, long length) => Gate.Check(Libc.ftruncate(file, length));

    /// <summary>Reserves the space of a range, so that later writes to it cannot meet a full disk.</summary>
    public static LinuxResult Reserve(this SafeFileHandle file, long offset, long length) => (Errno)Libc.posix_fallocate(file, offset, length);

    /// <summary>Lets a descriptor survive exec, or not.</summary>
    public static LinuxResult SetInheritable(this SafeFileHandle file, bool inheritable) =>
        Gate.Check(Libc.fcntl(file, Fcntl.F_SETFD, inheritable ? 0 : Fcntl.FD_CLOEXEC));

    /// <summary>A second descriptor of the same open file.</summary>
    public static LinuxResult<SafeFileHandle> Duplicate(this SafeFileHandle file) => Gate.Handle(Libc.fcntl(file, Fcntl.F_DUPFD_CLOEXEC, 3));

    /// <summary>Puts an open file under a fixed number (0 input, 1 output, 2 errors), replacing what was there.</summary>
    public static LinuxResult PlaceAt(this SafeFileHandle file, int number)
    {
        var added = false;
        try
        {
            file.DangerousAddRef(ref added);
            return Gate.Check(Libc.dup2((int)file.DangerousGetHandle(), number));
        }
        finally
        {
            if (added)
                file.DangerousRelease();
        }
    }
}
