using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Contexts.Agent.Guest;

/// <summary>Ownership as the kernel keeps it.</summary>
public sealed class RootOwnership : IOwnership
{
    /// <inheritdoc/>
    public void Give(SafeFileHandle file, string path, uint uid, uint gid) => file.ChangeOwner(uid, gid).OrThrow($"give {path} to {uid}:{gid}");

    /// <inheritdoc/>
    public void Give(DirectoryHandle directory, string path, uint uid, uint gid) =>
        directory.ChangeOwner("."u8, uid, gid).OrThrow($"give {path} to {uid}:{gid}");

    /// <inheritdoc/>
    public bool Differs(FileStatus status, uint uid, uint gid) => status.Uid != uid || status.Gid != gid;
}
