using System.Text;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client;

/// <summary>The repositories that are mounted on this machine, by this client or the original, found in the mount table and asked by their attributes.</summary>
internal static class MountedClients
{
    /// <summary>Mount points of CernVM-FS, in the order of mounting.</summary>
    public static IReadOnlyList<string> Places() =>
        [.. MountTable.Read().Where(entry => Path.GetFileName(entry.Source) == MountCommand.Name && entry.Type.StartsWith("fuse", StringComparison.Ordinal)).Select(entry => entry.Target)];

    /// <summary>The mount point of a repository, or null.</summary>
    public static string? PlaceOf(string repository) =>
        Places().FirstOrDefault(place => Attribute(place, "user.fqrn") == repository);

    /// <summary>A synthetic attribute of a mount's root; null when it cannot be read.</summary>
    public static string? Attribute(string place, string name)
    {
        if (!DirectoryHandle.Open(place).TryGet(out var directory))
            return null;
        using (directory)
        {
            var value = new byte[DirectoryHandle.AttributeMaximum];
            return directory.GetAttribute("."u8, Encoding.ASCII.GetBytes(name), value).TryGet(out var length)
                ? Encoding.UTF8.GetString(value, 0, length)
                : null;
        }
    }
}
