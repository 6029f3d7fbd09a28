using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>Files of the cache, as each open of a file in the mount needs one.</summary>
internal static class CachedFiles
{
    /// <summary>Opens one by a single system call.</summary>
    public static SafeFileHandle? Open(ReadOnlySpan<byte> path, out bool isAbsent)
    {
        var opened = DirectoryHandle.WorkingDirectory.OpenFile(path, OpenFlags.Read);
        isAbsent = opened.Error == Errno.ENOENT;
        return opened.IsOk ? opened.Value : null;
    }
}
