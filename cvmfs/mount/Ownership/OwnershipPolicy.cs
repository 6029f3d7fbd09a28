using CernVM.Cvmfs.Formats.Catalogs;

namespace CernVM.Cvmfs.Mount.Ownership;

/// <summary>Whose an entry appears to be, and with which permissions (formats §7.10).</summary>
/// <param name="Users">Map of user numbers.</param>
/// <param name="Groups">Map of group numbers.</param>
/// <param name="Claimed">Owner and group of everything, or null to show the catalog's.</param>
/// <param name="WorldReadable">Whether everybody may read everything (<c>CVMFS_WORLD_READABLE</c>).</param>
public sealed record OwnershipPolicy(IdMap Users, IdMap Groups, (uint Uid, uint Gid)? Claimed, bool WorldReadable)
{
    private const uint Readable = 0x124;
    private const uint Searchable = 0x49;

    /// <summary>The owner to show.</summary>
    public uint Uid(DirectoryEntry entry) => Claimed?.Uid ?? Users[entry.Uid];

    /// <summary>The group to show.</summary>
    public uint Gid(DirectoryEntry entry) => Claimed?.Gid ?? Groups[entry.Gid];

    /// <summary>Type and permissions to show.</summary>
    public uint Mode(DirectoryEntry entry)
    {
        if (!WorldReadable || entry.IsSymlink)
            return entry.Mode;
        return entry.Mode | (entry.IsDirectory ? Readable | Searchable : Readable);
    }
}
