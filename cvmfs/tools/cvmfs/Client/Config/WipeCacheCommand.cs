using System.CommandLine;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>wipecache</c>: empties the caches, by the clients that use them or by hand.</summary>
internal static class WipeCacheCommand
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be deleted." };
        var command = new Command("wipecache", "Delete what is cached; mounted repositories stay mounted and keep what they need.") { dryRun };
        command.SetAction((parsed, cancel) => ProcessControl.IsRoot ? RunAsync(parsed.GetValue(dryRun), cancel) : Task.FromResult(Privileges.AsRoot(() => 0)));
        return command;
    }

    private static async Task<int> RunAsync(bool dryRun, CancellationToken cancel)
    {
        var clients = MountedClients.Places().Select(CacheUser.At).OfType<CacheUser>().ToList();
        var exit = 0;
        foreach (var folder in ConfiguredRepositories.CacheFolders())
        {
            var users = clients.Where(client => client.Process.Uses(folder, "")).ToList();
            var isWiped = users.Count == 0 || dryRun ? Wipe(folder, dryRun) : await CleanUpAsync(folder, users, cancel);
            exit |= isWiped ? 0 : 1;
        }
        return exit;
    }

    // The clients know what they need; deleting under them would cost what they have open.
    private static async Task<bool> CleanUpAsync(string folder, IEnumerable<CacheUser> users, CancellationToken cancel)
    {
        Console.Out.Write($"Wiping out {folder} ... ");
        string? failure = null;
        foreach (var user in users)
            failure = await user.CleanUpAsync(cancel) ?? failure;
        Console.Out.WriteLine(failure is null ? "OK" : $"Failed! {failure}");
        return failure is null;
    }

    /// <summary>Empties one cache and says so; false when that failed.</summary>
    private static bool Wipe(string folder, bool dryRun)
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
