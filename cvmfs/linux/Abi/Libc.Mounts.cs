using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Linux.Abi;

internal static unsafe partial class Libc
{
    [LibraryImport(Library, SetLastError = true)]
    public static partial int mount(ref readonly byte source, ref readonly byte target, ref readonly byte type, ulong flags, ref readonly byte data);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int umount2(ref readonly byte target, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial long syscall(long number, ref readonly byte first, ref readonly byte second);

    [LibraryImport(Library, SetLastError = true)]
    public static partial long syscall(long number, SafeHandle fd, ref readonly byte text, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial long syscall(long number, ref readonly byte data, nuint length, ref readonly byte text);

    [LibraryImport(Library, SetLastError = true)]
    public static partial long syscall(long number, ref cap_user_header header, ref cap_user_data data);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int chroot(ref readonly byte path);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int chdir(ref readonly byte path);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fchdir(SafeHandle directory);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int unshare(int flags);
}
