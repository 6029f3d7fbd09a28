using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Contexts.Agent.Guest;

/// <summary>Leaves everything to the user who runs the agent: for trying a context on a folder without being root.</summary>
public sealed class UnchangedOwnership : IOwnership
{
    /// <inheritdoc/>
    public void Give(SafeFileHandle file, string path, uint uid, uint gid)
    {
        // Nothing to do: see the type's summary.
    }

    /// <inheritdoc/>
    public void Give(DirectoryHandle directory, string path, uint uid, uint gid)
    {
        // Nothing to do: see the type's summary.
    }

    /// <inheritdoc/>
    public bool Differs(FileStatus status, uint uid, uint gid) => false;
}
