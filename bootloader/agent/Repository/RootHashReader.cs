using System.Text;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Bootloader.Agent.Repository;

/// <summary>Asks a mount which root catalog it shows.</summary>
internal static class RootHashReader
{
    /// <summary>The attribute user.root_hash of the mount's root; null when it has none.</summary>
    public static string? Read(string mountPoint)
    {
        Span<byte> value = stackalloc byte[128];
        if (!DirectoryHandle.WorkingDirectory.GetAttribute(Encoding.UTF8.GetBytes(mountPoint), "user.root_hash"u8, value).TryGet(out int length))
            return null;
        string hash = Encoding.ASCII.GetString(value[..length]).Trim('\0', '\n', ' ');
        return SnapshotPin.IsHash(hash) ? hash : null;
    }
}
