using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Linux.Abi;

internal static unsafe partial class Libc
{
    [LibraryImport(Library, SetLastError = true)]
    public static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int socketpair(int domain, int type, int protocol, int* descriptors);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int bind(SafeHandle socket, ref readonly sockaddr_ll address, uint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setsockopt(SafeHandle socket, int level, int option, void* value, uint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint send(SafeHandle socket, ref readonly byte data, nuint length, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint sendto(SafeHandle socket, ref readonly byte data, nuint length, int flags, ref readonly sockaddr_ll address, uint addressLength);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint recv(SafeHandle socket, ref byte buffer, nuint length, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint recvmsg(SafeHandle socket, ref msghdr message, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint sendmsg(SafeHandle socket, ref readonly msghdr message, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(pollfd* descriptors, nuint count, int timeout);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int eventfd(uint initial, int flags);
}
