using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client;

/// <summary>
/// Files of the cache in as few system calls as they take; the runtime's way locks, asks for the status and looks twice. Every method may decline: then the
/// runtime does it, or fails with an exception that explains why it cannot be done.
/// </summary>
public interface ILocalFiles
{
    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">Its path in the bytes that the kernel knows; not terminated.</param>
    /// <param name="isAbsent">Whether there is no such file.</param>
    SafeFileHandle? TryOpen(ReadOnlySpan<byte> path, out bool isAbsent);

    /// <summary>Makes a new file, for reading and writing.</summary>
    /// <param name="path">Its path, which nothing has yet.</param>
    /// <param name="mode">Its permissions, before the umask.</param>
    SafeFileHandle? TryCreate(string path, UnixFileMode mode);

    /// <summary>Gives a file another name, replacing what had it.</summary>
    bool TryRename(string from, string to);
}
