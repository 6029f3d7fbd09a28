using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary>The repositories that <c>CVMFS_REPOSITORIES</c> names, and those that a command line names.</summary>
internal static class ConfiguredRepositories
{
    private const string DefaultCache = "/var/lib/cvmfs";

    /// <summary>What holds for all repositories.</summary>
    public static ConfigurationSet General => MountConfiguration.Files(default, []);

    /// <summary>Directory below which repositories are mounted (<c>CVMFS_MOUNT_DIR</c>).</summary>
    public static string MountFolder => General.Find("CVMFS_MOUNT_DIR") is { Value.Length: > 0 } folder ? folder.Value : "/cvmfs";

    /// <summary>The given names completed by the default domain; without names, all configured ones.</summary>
    public static IReadOnlyList<RepositoryName> Of(string[] names)
    {
        var chosen = names.Length > 0
            ? names
            : General.Find("CVMFS_REPOSITORIES")?.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        var repositories = new List<RepositoryName>();
        foreach (var name in chosen)
        {
            if (MountConfiguration.TryResolve(name, [], out var repository))
                repositories.Add(repository);
            else
                Console.Error.WriteLine($"cvmfs_config: '{name}' is no repository name.");
        }
        return repositories;
    }

    /// <summary>The cache directories of all configured repositories and the shared one, whether they exist or not, sorted. Alien caches are none of ours.</summary>
    public static IReadOnlyList<string> CacheFolders()
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal) { Path.Combine(CacheBase(General), "shared") };
        foreach (var repository in Of([]))
        {
            var files = MountConfiguration.Files(repository, []);
            folders.Add(CacheFolder(repository, files));
        }
        return [.. folders];
    }

    /// <summary>The directory of a repository's own cache, as the client finds it.</summary>
    public static string CacheFolder(RepositoryName repository, ConfigurationSet files)
    {
        if (files.Find("CVMFS_CACHE_DIR") is { Value.Length: > 0 } exact)
            return exact.Value;
        var isShared = files.Find("CVMFS_SHARED_CACHE")?.Value.ToUpperInvariant() is "YES" or "ON" or "1" or "TRUE";
        return Path.Combine(CacheBase(files), isShared ? "shared" : repository.ToString());
    }

    private static string CacheBase(ConfigurationSet files) => files.Find("CVMFS_CACHE_BASE") is { Value.Length: > 0 } folder ? folder.Value : DefaultCache;
}
