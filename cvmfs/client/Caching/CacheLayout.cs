namespace CernVM.Cvmfs.Client.Caching;

/// <summary>The directories of a cache and their modes (formats §10.1).</summary>
internal static class CacheLayout
{
    /// <summary>Directories <c>00</c> … <c>ff</c>.</summary>
    public const int Folders = 256;

    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode AlienFolder = OwnFolder | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode AlienFile = OwnFile | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Mode of a directory.</summary>
    public static UnixFileMode ModeOfFolders(CacheDirectoryKind kind) => kind == CacheDirectoryKind.Alien ? AlienFolder : OwnFolder;

    /// <summary>Mode of an object.</summary>
    public static UnixFileMode ModeOfFiles(CacheDirectoryKind kind) => kind == CacheDirectoryKind.Alien ? AlienFile : OwnFile;

    /// <summary>Makes what is missing.</summary>
    /// <param name="root">The cache directory.</param>
    /// <param name="kind">Decides about modes.</param>
    /// <param name="looksEverywhere">Whether single directories may be missing, because somebody removed them.</param>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public static void Create(string root, CacheDirectoryKind kind, bool looksEverywhere = false)
    {
        Directory.CreateDirectory(root, ModeOfFolders(kind));
        Make(Path.Combine(root, "quarantaine"), kind);
        Make(Path.Combine(root, "txn"), kind);

        // "ff" is made last, so it stands for all.
        if (!looksEverywhere && Directory.Exists(Path.Combine(root, "ff")))
            return;
        for (var i = 0; i < Folders; i++)
            Make(Path.Combine(root, i.ToString("x2")), kind);
    }

    /// <summary>Whether files can be made in <c>txn</c>; the reason when not.</summary>
    public static string? WhyNotWritable(string root)
    {
        try
        {
            var probe = Path.Combine(root, "txn", $"probe{Environment.ProcessId}");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose))
                return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }

    // The process's umask would take the group's rights away, which an alien cache needs.
    private static void Make(string folder, CacheDirectoryKind kind)
    {
        if (Directory.Exists(folder))
            return;
        Directory.CreateDirectory(folder, ModeOfFolders(kind));
        if (kind == CacheDirectoryKind.Alien)
            File.SetUnixFileMode(folder, AlienFolder);
    }
}
