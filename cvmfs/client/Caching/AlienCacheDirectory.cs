namespace CernVM.Cvmfs.Client.Caching;

/// <summary>A cache directory that others fill: made before <c>cvmfs_preload</c> or a mount uses it (formats §10.1).</summary>
public static class AlienCacheDirectory
{
    /// <summary>Makes the directory and all its folders, with rights for user and group, whatever the process's umask. What exists stays.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of rights.</exception>
    public static void Create(string path) => CacheLayout.Create(Path.GetFullPath(path), CacheDirectoryKind.Alien, looksEverywhere: true);
}
