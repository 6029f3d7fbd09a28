using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Linux.Abi;

/// <summary>glibc's functions, named as it names them. Only symbols that its static archive has too.</summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";

    [LibraryImport(Library, SetLastError = true)]
    public static partial int openat(SafeHandle dirfd, ref readonly byte path, int flags, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int statx(SafeHandle dirfd, ref readonly byte path, int flags, uint mask, out statx buffer);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint getdents64(SafeHandle fd, ref byte buffer, nuint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint readlinkat(SafeHandle dirfd, ref readonly byte path, ref byte buffer, nuint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int mkdirat(SafeHandle dirfd, ref readonly byte path, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int mknodat(SafeHandle dirfd, ref readonly byte path, uint mode, ulong dev);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int symlinkat(ref readonly byte target, SafeHandle dirfd, ref readonly byte path);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int linkat(SafeHandle olddirfd, ref readonly byte oldpath, SafeHandle newdirfd, ref readonly byte newpath, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int unlinkat(SafeHandle dirfd, ref readonly byte path, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int renameat2(SafeHandle olddirfd, ref readonly byte oldpath, SafeHandle newdirfd, ref readonly byte newpath, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fchownat(SafeHandle dirfd, ref readonly byte path, uint owner, uint group, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fchmodat(SafeHandle dirfd, ref readonly byte path, uint mode, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int utimensat(SafeHandle dirfd, ref readonly byte path, ref readonly timespec times, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint lgetxattr(ref readonly byte path, ref readonly byte name, ref byte value, nuint size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int lsetxattr(ref readonly byte path, ref readonly byte name, ref readonly byte value, nuint size, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint llistxattr(ref readonly byte path, ref byte list, nuint size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int lremovexattr(ref readonly byte path, ref readonly byte name);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint read(SafeHandle fd, ref byte buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(SafeHandle fd, ref readonly byte buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint writev(SafeHandle fd, iovec* vectors, int count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint pread(SafeHandle fd, ref byte buffer, nuint count, long offset);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint pwrite(SafeHandle fd, ref readonly byte buffer, nuint count, long offset);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint copy_file_range(SafeHandle input, ref long inputOffset, SafeHandle output, ref long outputOffset, nuint length, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fchmod(SafeHandle fd, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fsync(SafeHandle fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fdatasync(SafeHandle fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int syncfs(SafeHandle fd);

    [LibraryImport(Library)]
    public static partial void sync();

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ftruncate(SafeHandle fd, long length);

    /// <summary>Returns the error number itself, not −1.</summary>
    [LibraryImport(Library)]
    public static partial int posix_fallocate(SafeHandle fd, long offset, long length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int statvfs(ref readonly byte path, out statvfs buffer);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int flock(SafeHandle fd, int operation);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fcntl(SafeHandle fd, int command, ref flock argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fcntl(SafeHandle fd, int command, nint argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int dup(int fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int memfd_create(ref readonly byte name, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int dup2(int oldfd, int newfd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close(nint fd);
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct iovec
{
    public byte* iov_base;
    public nuint iov_len;
}
