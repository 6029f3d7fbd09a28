using CernVM.Contexts.Agent.Guest;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Contexts.Agent.Tests;

/// <summary>Remembers who was given what, since a test is not root.</summary>
internal sealed class RecordedOwnership : IOwnership
{
    public Dictionary<string, (uint Uid, uint Gid)> Owners { get; } = [];

    public void Give(SafeFileHandle file, string path, uint uid, uint gid) => Owners[path] = (uid, gid);

    public void Give(DirectoryHandle directory, string path, uint uid, uint gid) => Owners[path] = (uid, gid);

    public bool Differs(FileStatus status, uint uid, uint gid) => false;
}
