using System.Text;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config.Checks;

/// <summary>What a user may do with files, told from permission bits (path_resolution(7)); access control lists are not looked at.</summary>
internal sealed class UserAccess
{
    private const uint Read = 4;
    private const uint Write = 2;
    private const uint Search = 1;

    private readonly uint _uid;
    private readonly HashSet<uint> _groups;

    private UserAccess(uint uid, HashSet<uint> groups) => (_uid, _groups) = (uid, groups);

    /// <summary>That of a user by name, or null when there is no such user.</summary>
    public static UserAccess? Of(string name) => AccountDatabase.System.FindUser(name) is { } user
        ? new UserAccess(user.Uid, [user.Gid, .. AccountDatabase.System.GroupsOf(user.Uid)])
        : null;

    /// <summary>Whether the user can read the file, or list the folder.</summary>
    public bool CanRead(string path) => Can(path, Read);

    /// <summary>Whether the user can write the file, or make files in the folder.</summary>
    public bool CanWrite(string path) => Can(path, Write);

    /// <summary>Whether the user owns it.</summary>
    public bool Owns(string path) => StatusOf(path)?.Uid == _uid;

    private bool Can(string path, uint right)
    {
        if (_uid == 0)
            return Path.Exists(path);
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!Allows(folder, Search))
                return false;
        }
        return Allows(path, right);
    }

    private bool Allows(string path, uint right)
    {
        if (StatusOf(path) is not { } status)
            return false;
        var shift = status.Uid == _uid ? 6 : _groups.Contains(status.Gid) ? 3 : 0;
        return ((uint)status.Permissions >> shift & right) == right;
    }

    private static FileStatus? StatusOf(string path)
    {
        if (!DirectoryHandle.Open("/").TryGet(out var root))
            return null;
        using (root)
            return root.StatusOfTarget(Encoding.UTF8.GetBytes(path.Length > 1 ? path[1..] : ".")).TryGet(out var status) ? status : null;
    }
}
