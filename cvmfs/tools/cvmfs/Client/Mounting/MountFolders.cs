using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Tools.Client.Mounting;

/// <summary>The folders that a client needs before it stops being root: workspace, cache, sockets, all owned by its user.</summary>
internal static class MountFolders
{
    private const string DefaultSockets = "/var/run/cvmfs";

    /// <summary>Makes what is missing and gives it to the user. A sentence when that failed.</summary>
    public static string? Prepare(ClientSettings settings, uint uid, uint gid)
    {
        var folders = new List<string> { settings.Cache.Workspace, settings["CVMFS_RELOAD_SOCKETS"] is { Length: > 0 } sockets ? sockets : DefaultSockets };

        // An alien cache belongs to somebody else.
        if (!settings.Cache.IsAlien)
            folders.Add(settings.Cache.Directory);
        return folders.Distinct().Select(folder => Prepare(folder, uid, gid)).FirstOrDefault(failure => failure is not null);
    }

    private static string? Prepare(string folder, uint uid, uint gid)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Failed to create directory {folder}: {e.Message}";
        }
        if (!DirectoryHandle.Open(folder).TryGet(out var handle))
            return $"Failed to open directory {folder}";
        using (handle)
        {
            var given = handle.ChangeOwner("."u8, uid, gid);
            return given.IsOk ? null : $"Failed to transfer ownership of {folder} to user {uid}: {given}";
        }
    }
}
