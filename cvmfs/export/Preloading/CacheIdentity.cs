namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>The file <c>uuid</c> of a cache directory, which clients make and read (formats §10.1).</summary>
internal static class CacheIdentity
{
    public static void Ensure(string cacheDirectory)
    {
        var file = Path.Combine(cacheDirectory, "uuid");
        if (!File.Exists(file))
            File.WriteAllText(file, $"{Guid.NewGuid()}\n");
    }
}
