using System.Globalization;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>
/// <c>cvmfs2 __MK_ALIEN_CACHE__ DIRECTORY UID GID</c>: makes the skeleton of an alien cache for a user. Scripts around the original's preload call it.
/// </summary>
internal static class AlienCacheCommand
{
    /// <summary>First argument of <c>cvmfs2</c>.</summary>
    public const string Verb = "__MK_ALIEN_CACHE__";

    private const int Failed = 1;

    /// <summary>Runs it; the value is the exit code.</summary>
    public static int Run(string directory, string user, string group)
    {
        if (!TryNumber(user, out var uid) || !TryNumber(group, out var gid))
            return Fail($"'{user}' and '{group}' must be the numbers of a user and a group; `id -u` and `id -g` print them");
        try
        {
            var path = Path.GetFullPath(directory);
            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, (UnixFileMode)0b111_111_000);
            if (uid != Credentials.EffectiveUid || gid != Credentials.EffectiveGid)
            {
                var opened = DirectoryHandle.Open(path);
                if (!opened.IsOk)
                    return Fail($"{directory} cannot be opened: {opened.Error}");
                using var folder = opened.Value;
                var given = folder.ChangeOwner("."u8, uid, gid);
                if (!given.IsOk)
                    return Fail($"{directory} cannot be given to {uid}:{gid}: {given}; run it as root");

                // By the owner itself: root may have no rights on a network file system.
                var become = Credentials.Become(uid, gid, []);
                if (!become.IsOk)
                    return Fail($"cannot act as {uid}:{gid}: {become}");
            }

            AlienCacheDirectory.Create(path);
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail($"the alien cache {directory} cannot be made: {failure.Message}");
        }
    }

    private static bool TryNumber(string text, out uint number) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"{MountCommand.Name} {Verb}: {message}.");
        return Failed;
    }
}
