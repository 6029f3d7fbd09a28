using System.Runtime.InteropServices;
using System.Text;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Files;

public sealed partial class DirectoryHandle
{
    /// <summary>Largest extended attribute, and largest list of names, XATTR_SIZE_MAX of linux/limits.h, in bytes.</summary>
    public const int AttributeMaximum = 65536;

    /// <summary>Names of the extended attributes of the name itself, each ended by a zero byte.</summary>
    /// <returns>Number of bytes written to <paramref name="names"/>; ERANGE when they do not fit; with an empty buffer the number needed.</returns>
    public LinuxResult<int> ListAttributes(ReadOnlySpan<byte> path, Span<byte> names)
    {
        Span<byte> full = stackalloc byte[ProcPrefixMaximum + PathMaximum];
        if (!TryResolve(path, full, out var resolved))
            return Errno.ENAMETOOLONG;
        return Gate.Count(Libc.llistxattr(in resolved[0], ref Start(names), (nuint)names.Length));
    }

    /// <summary>One extended attribute of the name itself.</summary>
    /// <returns>Its length in bytes; ENODATA when it is not there; ERANGE when it does not fit; with an empty buffer the length needed.</returns>
    public LinuxResult<int> GetAttribute(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, Span<byte> value)
    {
        Span<byte> full = stackalloc byte[ProcPrefixMaximum + PathMaximum];
        if (!TryResolve(path, full, out var resolved))
            return Errno.ENAMETOOLONG;
        using var nativeName = new NativePath(name, stackalloc byte[NativePath.Scratch]);
        return Gate.Count(Libc.lgetxattr(in resolved[0], in nativeName.Pointer, ref Start(value), (nuint)value.Length));
    }

    /// <summary>Sets an extended attribute of the name itself.</summary>
    public LinuxResult SetAttribute(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Span<byte> full = stackalloc byte[ProcPrefixMaximum + PathMaximum];
        if (!TryResolve(path, full, out var resolved))
            return Errno.ENAMETOOLONG;
        using var nativeName = new NativePath(name, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.lsetxattr(in resolved[0], in nativeName.Pointer, in Start(value), (nuint)value.Length, 0));
    }

    /// <summary>Removes an extended attribute of the name itself.</summary>
    public LinuxResult RemoveAttribute(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name)
    {
        Span<byte> full = stackalloc byte[ProcPrefixMaximum + PathMaximum];
        if (!TryResolve(path, full, out var resolved))
            return Errno.ENAMETOOLONG;
        using var nativeName = new NativePath(name, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.lremovexattr(in resolved[0], in nativeName.Pointer));
    }

    private const int ProcPrefixMaximum = 32;

    private static ref byte Start(Span<byte> span) => ref MemoryMarshal.GetReference(span);

    private static ref readonly byte Start(ReadOnlySpan<byte> span) => ref MemoryMarshal.GetReference(span);

    // The calls relative to a descriptor (getxattrat) came only with Linux 6.13, so the way leads through /proc/self/fd.
    private bool TryResolve(ReadOnlySpan<byte> path, Span<byte> buffer, out Span<byte> resolved)
    {
        var prefix = 0;
        if ((path.IsEmpty || path[0] != (byte)'/') && handle != Fcntl.AT_FDCWD)
        {
            "/proc/self/fd/"u8.CopyTo(buffer);
            prefix = "/proc/self/fd/"u8.Length;
            _ = Encoding.UTF8.TryGetBytes($"{handle}/", buffer[prefix..], out var digits);
            prefix += digits;
        }

        resolved = buffer[..Math.Min(prefix + path.Length + 1, buffer.Length)];
        if (path.Length >= PathMaximum || path.Contains((byte)0))
            return false;
        path.CopyTo(buffer[prefix..]);
        buffer[prefix + path.Length] = 0;
        return true;
    }
}
