namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>The part of <see cref="SettingsBinder"/> for what only a mount acts on.</summary>
internal static class PresentationBinder
{
    /// <summary>Checks and types the parameters of presentation.</summary>
    public static PresentationSettings Bind(ParameterReader read) => new()
    {
        ClaimOwnership = read.Flag("CVMFS_CLAIM_OWNERSHIP", false),
        UidMapFile = read.Text("CVMFS_UID_MAP"),
        GidMapFile = read.Text("CVMFS_GID_MAP"),
        Suid = read.Flag("CVMFS_SUID", false),
        CheckPermissions = read.Flag("CVMFS_CHECK_PERMISSIONS", true),
        WorldReadable = read.Flag("CVMFS_WORLD_READABLE", false),
        MagicXattrs = Visibility(read),
        ProtectedXattrs = List(read, "CVMFS_XATTR_PROTECTED_XATTRS"),
        PrivilegedGids = Gids(read),
        KernelCacheTimeout = read.Text("CVMFS_KCACHE_TIMEOUT") is null ? null : read.Seconds("CVMFS_KCACHE_TIMEOUT", 60),
        RawSymlinks = read.Flag("CVMFS_SERVER_CACHE_MODE", false) || read.Flag("CVMFS_CACHE_SERVER_MODE", false),
        CacheSymlinks = read.Text("CVMFS_CACHE_SYMLINKS") is null ? null : read.Flag("CVMFS_CACHE_SYMLINKS", false),
        NotifyInvalidation = read.Flag("CVMFS_FUSE_NOTIFY_INVALIDATION", true),
        MaxOpenFiles = (int)read.Number("CVMFS_NFILES", 131072, least: 64),
        MaxThreads = Optional(read, "CVMFS_FUSE3_MAX_THREADS", 2, 100_000),
        MaxIdleThreads = Optional(read, "CVMFS_FUSE3_IDLE_THREADS", 1, 100_000),
        OutOfMemoryScore = Optional(read, "CVMFS_OOM_SCORE_ADJ", -1000, 1000),
        User = read.Text("CVMFS_USER") ?? "cvmfs",
        MountDirectory = read.Text("CVMFS_MOUNT_DIR") ?? "/cvmfs",
        TalkSocket = read.Text("CVMFS_TALK_SOCKET"),
        TalkOwner = read.Text("CVMFS_TALK_OWNER"),
        StatfsCacheTimeout = read.Seconds("CVMFS_STATFS_CACHE_TIMEOUT", 0),
        LooksWritable = read.Flag("CVMFS_MOUNT_RW", false),
        Processors = Processors(read),
        Nfs = Nfs(read),
        InstrumentFuse = read.Flag("CVMFS_INSTRUMENT_FUSE", false),
        EnforceAcls = read.Flag("CVMFS_ENFORCE_ACLS", false),
    };

    /// <summary>Says which parameters of the log have values that count as their defaults, as with the original.</summary>
    public static void CheckLog(ParameterReader read)
    {
        const string Level = "CVMFS_SYSLOG_LEVEL";
        const string Facility = "CVMFS_SYSLOG_FACILITY";
        if (read.Text(Level) is not (null or "1" or "2" or "3"))
            read.Warn(Level, "is none of 1 (debug), 2 (information) and 3 (notice); 3 counts");
        if (read.Text(Facility) is { } text && text is not [>= '0' and <= '7'])
            read.Warn(Facility, "is no number from 0 to 7 (local0 to local7); the facility is 'user'");
    }

    private static int? Optional(ParameterReader read, string key, int least, int most) => read.Text(key) is null ? null : (int)read.Number(key, least, least, most);

    private static NfsSettings? Nfs(ParameterReader read)
    {
        const string Interleaved = "CVMFS_NFS_INTERLEAVED_INODES";
        if (!read.Flag("CVMFS_NFS_SOURCE", false))
            return null;
        var shared = read.Text("CVMFS_NFS_SHARED");
        if (read.Text(Interleaved) is not { } text)
            return new NfsSettings(shared, 0, 1);
        var parts = text.Split('%');
        return parts.Length == 2 && ulong.TryParse(parts[0], out var remainder) && ulong.TryParse(parts[1], out var divisor) && remainder < divisor
            ? new NfsSettings(shared, remainder, divisor)
            : read.Wrong<NfsSettings?>(Interleaved, "'b%a', this server's number and that of all servers", null);
    }

    private static XattrVisibility Visibility(ParameterReader read) => read.Text("CVMFS_MAGIC_XATTRS_VISIBILITY")?.ToUpperInvariant() switch
    {
        null => read.Flag("CVMFS_HIDE_MAGIC_XATTRS", false) ? XattrVisibility.Never : XattrVisibility.RootOnly,
        "ROOTONLY" => XattrVisibility.RootOnly,
        "ALWAYS" => XattrVisibility.Always,
        "NEVER" => XattrVisibility.Never,
        _ => read.Wrong("CVMFS_MAGIC_XATTRS_VISIBILITY", "rootonly, always or never", XattrVisibility.RootOnly),
    };

    private static List<int> Processors(ParameterReader read)
    {
        var processors = new List<int>();
        foreach (var text in List(read, "CVMFS_CPU_AFFINITY"))
        {
            if (int.TryParse(text, System.Globalization.NumberStyles.None, null, out var processor) && processor < PresentationSettings.MaxProcessors)
                processors.Add(processor);
            else
                read.Wrong("CVMFS_CPU_AFFINITY", $"processor numbers below {PresentationSettings.MaxProcessors} separated by ','", 0);
        }

        return processors;
    }

    private static string[] List(ParameterReader read, string key) =>
        (read.Text(key) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static List<uint> Gids(ParameterReader read)
    {
        var gids = new List<uint>();
        foreach (var text in List(read, "CVMFS_XATTR_PRIVILEGED_GIDS"))
        {
            if (uint.TryParse(text, out var gid))
                gids.Add(gid);
            else
                read.Wrong("CVMFS_XATTR_PRIVILEGED_GIDS", "group numbers separated by ','", 0);
        }

        return gids;
    }
}
