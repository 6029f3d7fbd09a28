using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Files;

public sealed partial class DirectoryHandle
{
    private const uint StatusMask = Stat.STATX_BASIC_STATS | Stat.STATX_MNT_ID;

    /// <summary>lstat: what the name is, links not followed. An empty path means this directory.</summary>
    public LinuxResult<FileStatus> Status(ReadOnlySpan<byte> path) => Status(path, Fcntl.AT_SYMLINK_NOFOLLOW | Fcntl.AT_NO_AUTOMOUNT);

    /// <summary>stat: what the name leads to, links followed.</summary>
    public LinuxResult<FileStatus> StatusOfTarget(ReadOnlySpan<byte> path) => Status(path, 0);

    /// <summary>Where a symbolic link points, as bytes.</summary>
    public LinuxResult<byte[]> ReadLink(ReadOnlySpan<byte> path)
    {
        Span<byte> buffer = stackalloc byte[PathMaximum];
        var length = ReadLink(path, buffer);
        return length.IsOk ? buffer[..length.Value].ToArray() : length.Error;
    }

    /// <summary>Reads a link's target into a buffer; a target that does not fit is cut.</summary>
    /// <returns>Number of bytes.</returns>
    public LinuxResult<int> ReadLink(ReadOnlySpan<byte> path, Span<byte> target)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Gate.Count(Libc.readlinkat(this, in native.Pointer, ref target[0], (nuint)target.Length));
    }

    /// <summary>Size and use of the file system at an absolute path, or one relative to the working directory.</summary>
    public static LinuxResult<FileSystemStatus> FileSystemStatus(ReadOnlySpan<byte> path)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        return Libc.statvfs(in native.Pointer, out var raw) < 0 ? Gate.LastError : new FileSystemStatus(raw);
    }

    private LinuxResult<FileStatus> Status(ReadOnlySpan<byte> path, int flags)
    {
        using var native = new NativePath(path, stackalloc byte[NativePath.Scratch]);
        if (path.IsEmpty)
            flags |= Fcntl.AT_EMPTY_PATH;
        return Libc.statx(this, in native.Pointer, flags, StatusMask, out var raw) < 0 ? Gate.LastError : new FileStatus(raw);
    }
}
