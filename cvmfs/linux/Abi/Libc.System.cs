using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Linux.Abi;

internal static unsafe partial class Libc
{
    [LibraryImport(Library, SetLastError = true)]
    public static partial int reboot(int command);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int klogctl(int type, ref byte buffer, int length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int sysinfo(out sysinfo info);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int uname(out utsname name);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int sethostname(ref readonly byte name, nuint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int swapon(ref readonly byte path, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int swapoff(ref readonly byte path);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int madvise(nint start, nuint length, int advice);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int clock_settime(int clock, ref readonly timespec time);
}
