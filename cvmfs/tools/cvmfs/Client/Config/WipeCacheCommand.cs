using System.CommandLine;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>wipecache</c>: unmounts everything and empties the caches.</summary>
internal static class WipeCacheCommand
{
    public static Command Create()
    {
        var command = new Command("wipecache", "Unmount all repositories and delete what is cached.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        if (UnmountCommand.Run([]) != 0)
        {
            Console.Error.WriteLine("cvmfs_config wipecache: a repository is in use; nothing was deleted.");
            return 1;
        }
        var folders = ConfiguredRepositories.Of([])
            .Select(CacheFolder).OfType<string>().Distinct().Where(Directory.Exists).ToList();
        foreach (var folder in folders)
        {
            Wipe(folder);
            Console.Out.WriteLine($"Wiped {folder}");
        }
        if (folders.Count == 0)
            Console.Out.WriteLine("There is no cache to wipe.");
        return 0;
    }

    // An alien cache belongs to others.
    private static string? CacheFolder(RepositoryName repository) =>
        MountConfiguration.Bind(repository, []).Settings is { Cache.IsAlien: false } settings ? settings.Cache.Directory : null;

    // Only what a cache consists of (formats §10.1): a wrong CVMFS_CACHE_BASE must not cost a home directory.
    private static void Wipe(string folder)
    {
        for (var index = 0; index < 256; index++)
            Delete(Path.Combine(folder, index.ToString("x2")));
        Delete(Path.Combine(folder, "txn"));
        Delete(Path.Combine(folder, "quarantaine"));
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(file);
            if (name.StartsWith("cvmfschecksum.", StringComparison.Ordinal) || name.StartsWith("cachedb", StringComparison.Ordinal))
                File.Delete(file);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
