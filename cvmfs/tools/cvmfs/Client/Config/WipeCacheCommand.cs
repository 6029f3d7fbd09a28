using System.CommandLine;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>wipecache</c>: unmounts everything and empties the caches.</summary>
internal static class WipeCacheCommand
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be deleted." };
        var command = new Command("wipecache", "Unmount all repositories and delete what is cached.") { dryRun };
        command.SetAction(parsed => Privileges.AsRoot(() => Run(parsed.GetValue(dryRun))));
        return command;
    }

    private static int Run(bool dryRun)
    {
        if (!dryRun && UnmountCommand.Run([]) != 0)
        {
            Console.Error.WriteLine("cvmfs_config wipecache: a repository is in use; nothing was deleted.");
            return 1;
        }
        return ConfiguredRepositories.CacheFolders().Where(folder => !Wipe(folder, dryRun)).ToList().Count == 0 ? 0 : 1;
    }

    /// <summary>Empties one cache and says so; false when that failed.</summary>
    public static bool Wipe(string folder, bool dryRun)
    {
        Console.Out.Write($"Wiping out {folder} ... ");
        if (dryRun)
        {
            Console.Out.WriteLine("not done (dry run)");
            return true;
        }
        if (Directory.Exists(folder) && Directory.EnumerateDirectories(folder, "nfs_maps.*").Any())
        {
            Console.Out.WriteLine("not supported for NFS exported client, leaving directory untouched!");
            return true;
        }
        try
        {
            if (Directory.Exists(folder))
                Delete(folder);
            Console.Out.WriteLine("OK");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Out.WriteLine($"Failed! {e.Message}");
            return false;
        }
    }

    // Only what a cache consists of (formats §10.1): a wrong CVMFS_CACHE_BASE must not cost a home directory.
    private static void Delete(string folder)
    {
        for (var index = 0; index < 256; index++)
            DeleteFolder(Path.Combine(folder, index.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        DeleteFolder(Path.Combine(folder, "txn"));
        DeleteFolder(Path.Combine(folder, "quarantaine"));
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(file);
            if (name.StartsWith("cvmfschecksum.", StringComparison.Ordinal) || name.StartsWith("cachedb", StringComparison.Ordinal))
                File.Delete(file);
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
