using System.Text;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Xattrs;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>Gives an exported entry its permissions, owner, extended attributes and time.</summary>
internal static class EntryMetadata
{
    private const uint PermissionBits = 0xFFF;

    // Only a system with SELinux may set them, and there they come from its policy.
    private const string SelinuxAttribute = "security.selinux";

    public static LinuxResult Apply(DirectoryHandle folder, ReadOnlySpan<byte> path, DirectoryEntry entry, uint uid, uint gid)
    {
        if (ProcessControl.IsRoot && folder.ChangeOwner(path, uid, gid) is { IsOk: false } refused)
            return refused;
        if (!entry.IsSymlink)
        {
            if (folder.ChangeMode(path, entry.Mode & PermissionBits) is { IsOk: false } denied)
                return denied;
            if (SetAttributes(folder, path, entry) is { IsOk: false } unset)
                return unset;
        }

        var time = new FileTime(entry.ModificationTime, Math.Max(0, entry.ModificationNanoseconds));
        return folder.SetTimes(path, time, time);
    }

    private static LinuxResult SetAttributes(DirectoryHandle folder, ReadOnlySpan<byte> path, DirectoryEntry entry)
    {
        if (entry.Xattrs.IsEmpty || !XattrList.Parse(entry.Xattrs.Span).TryGet(out var list, out _))
            return LinuxResult.Success;
        foreach (var (name, value) in list.Pairs)
        {
            if (name == SelinuxAttribute)
                continue;
            var set = folder.SetAttribute(path, Encoding.UTF8.GetBytes(name), value.Span);
            if (!set.IsOk)
                return set;
        }

        return LinuxResult.Success;
    }
}
