using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Mount.Supervision;

/// <summary>A mount whose process has ended: every access to it fails with ENOTCONN until it is taken away.</summary>
internal static class DeadMount
{
    /// <summary>True when a CernVM-FS mount is on this place and nobody serves it.</summary>
    public static bool IsAt(string place)
    {
        if (MountTable.At(place) is not { Source: MountCommand.Name })
            return false;

        // The kernel answers stat from what it remembers; this it always asks.
        return DirectoryHandle.FileSystemStatus(Encoding.UTF8.GetBytes(place)).Error is Errno.ENOTCONN or Errno.ECONNABORTED;
    }

    /// <summary>Takes it out of the tree; programs that use it get errors until they leave it.</summary>
    public static LinuxResult Remove(string place)
    {
        if (ProcessControl.IsRoot)
            return FileSystemMounts.Detach(place, UnmountFlags.NoFollow | UnmountFlags.Detach);
        try
        {
            using var helper = Process.Start(new ProcessStartInfo("fusermount3", ["-u", "-z", "--", place]) { UseShellExecute = false });
            helper?.WaitForExit();
            return helper?.ExitCode == 0 ? LinuxResult.Success : Errno.EPERM;
        }
        catch (Win32Exception)
        {
            return Errno.ENOENT;
        }
    }
}
