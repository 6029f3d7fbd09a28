using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Contexts.Agent.Guest;

/// <summary>Gives files to users. Only root can, so whoever works on a folder without being root takes another implementation.</summary>
public interface IOwnership
{
    /// <summary>Gives an open file away. <paramref name="path"/> is its final path in the guest.</summary>
    void Give(SafeFileHandle file, string path, uint uid, uint gid);

    /// <summary>Gives an open directory away.</summary>
    void Give(DirectoryHandle directory, string path, uint uid, uint gid);

    /// <summary>Whether something with this status would be changed by giving it to that owner.</summary>
    bool Differs(FileStatus status, uint uid, uint gid);
}
