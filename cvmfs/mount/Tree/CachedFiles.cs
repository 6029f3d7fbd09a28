using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>Files of the cache by one system call each: every first open of a file in the mount needs several, in a row.</summary>
internal sealed class CachedFiles : ILocalFiles
{
    private static readonly DirectoryHandle s_here = DirectoryHandle.WorkingDirectory;

    public SafeFileHandle? TryOpen(ReadOnlySpan<byte> path, out bool isAbsent)
    {
        var opened = s_here.OpenFile(path, OpenFlags.Read);
        isAbsent = opened.Error == Errno.ENOENT;
        return opened.IsOk ? opened.Value : null;
    }

    public SafeFileHandle? TryCreate(string path, UnixFileMode mode)
    {
        var made = s_here.OpenFile(Encoding.UTF8.GetBytes(path), OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Exclusive, (uint)mode);
        return made.IsOk ? made.Value : null;
    }

    public bool TryRename(string from, string to) => s_here.Rename(Encoding.UTF8.GetBytes(from), s_here, Encoding.UTF8.GetBytes(to)).IsOk;
}
