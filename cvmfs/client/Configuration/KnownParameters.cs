namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Every <c>CVMFS_*</c> parameter of formats §11.2 and what becomes of it.</summary>
internal static class KnownParameters
{
    /// <summary>What becomes of the parameter, or null when the name is not known at all.</summary>
    public static (ParameterHandling Handling, string Reason)? Find(string key)
    {
        if (Table.TryGetValue(key, out var known))
            return known;
        if (key.StartsWith("CVMFS_CACHE_", StringComparison.Ordinal) || key.StartsWith("CVMFS_INFLUX_", StringComparison.Ordinal))
            return (ParameterHandling.Refused, key.StartsWith("CVMFS_CACHE_", StringComparison.Ordinal) ? "cache instances are not supported yet" : "telemetry is not supported yet");
        return null;
    }

    private static Dictionary<string, (ParameterHandling, string)> Build()
    {
        var table = new Dictionary<string, (ParameterHandling, string)>(StringComparer.Ordinal);
        foreach (var key in Supported.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            table["CVMFS_" + key] = (ParameterHandling.Supported, "");
        foreach (var (key, reason) in Meaningless)
            table["CVMFS_" + key] = (ParameterHandling.Meaningless, reason);
        foreach (var (key, reason) in Refused)
            table["CVMFS_" + key] = (ParameterHandling.Refused, reason);
        foreach (var (key, reason) in RefusedWhenOn)
            table["CVMFS_" + key] = (ParameterHandling.RefusedWhenOn, reason);
        return table;
    }

    private const string Supported = """
        ALIEN_CACHE ALT_ROOT_PATH AUTO_UPDATE BACKOFF_INIT BACKOFF_MAX BLACKLIST CACHE_BASE CACHE_DIR CACHE_SYMLINKS CATALOG_WATERMARK
        CHECK_PERMISSIONS CLAIM_OWNERSHIP DEFAULT_DOMAIN DNS_MAX_TTL DNS_MIN_TTL DNS_RETRIES DNS_SERVER DNS_TIMEOUT ENFORCE_ACLS
        EXTERNAL_FALLBACK_PROXY EXTERNAL_HTTP_PROXY EXTERNAL_MAX_SERVERS EXTERNAL_URL FAILOVER_INDEFINITELY FALLBACK_PROXY FOLLOW_REDIRECTS
        FUSE_NOTIFY_INVALIDATION GID_MAP HIDE_MAGIC_XATTRS HOST_RESET_AFTER HTTP_PROXY IPFAMILY_PREFER KCACHE_TIMEOUT KEYS_DIR LOW_SPEED_LIMIT
        MAGIC_XATTRS_VISIBILITY MAX_IPADDR_PER_PROXY MAX_MANIFEST_AGE MAX_RETRIES MAX_SERVERS MAX_TTL MIN_REVISION MOUNT_DIR MOUNT_RW NFILES
        PROXY_RESET_AFTER PROXY_SHARD PUBLIC_KEY QUOTA_LIMIT REPOSITORIES REPOSITORY_DATE REPOSITORY_TAG ROOT_HASH SEND_INFO_HEADER SERVER_URL
        SHARED_CACHE STATFS_CACHE_TIMEOUT STRICT_MOUNT SUID TALK_OWNER TALK_SOCKET TIMEOUT TIMEOUT_DIRECT UID_MAP USER WORKSPACE WORLD_READABLE
        XATTR_PRIVILEGED_GIDS XATTR_PROTECTED_XATTRS
        """;

    private static readonly (string Key, string Reason)[] Meaningless =
    [
        ("AUTHZ_SEARCH_PATH", "no helper is started without CVMFS_AUTHZ_HELPER"),
        ("CACHE_REFCOUNT", "descriptors of an object are shared always"),
        ("CLIENT_PROFILE", "evaluated by shell code of configuration files, never by a client"),
        ("FUSE3_IDLE_THREADS", "the session has its own threads"),
        ("FUSE3_MAX_THREADS", "the session has its own threads"),
        ("IGNORE_SIGNATURE", "signatures are always checked, also by the original"),
        ("INITIAL_GENERATION", "inodes carry no generation"),
        ("LIBRARY_PATH", "there is no separate module"),
        ("MEMCACHE_SIZE", "the kernel keeps names and attributes"),
        ("RELOAD_SOCKETS", "the executable is one piece"),
        ("SYSTEMD_NOKILL", "a matter of the unit"),
        ("TRACEBUFFER", "belongs to CVMFS_TRACEFILE"),
        ("TRACEBUFFER_THRESHOLD", "belongs to CVMFS_TRACEFILE"),
        ("USE_CDN", "evaluated by shell code of configuration files"),
        ("USE_SSL_SYSTEM_CA", "HTTPS servers are always checked against the system's authorities"),
    ];

    private static readonly (string Key, string Reason)[] Refused =
    [
        ("AUTHZ_HELPER", "protected repositories are not supported yet"),
        ("CACHE_PRIMARY", "cache instances are not supported yet"),
        ("CONFIG_REPOSITORY", "config repositories are not supported yet; write its settings into /etc/cvmfs"),
        ("CPU_AFFINITY", "binding to processors is not supported yet; use taskset"),
        ("DEBUGLOG", "the debug log is not supported yet"),
        ("EXTERNAL_TIMEOUT", "external data use CVMFS_TIMEOUT"),
        ("EXTERNAL_TIMEOUT_DIRECT", "external data use CVMFS_TIMEOUT_DIRECT"),
        ("HTTP_TRACING_HEADERS", "tracing headers are not supported yet"),
        ("NFS_INTERLEAVED_INODES", "NFS export is not supported yet"),
        ("NFS_SHARED", "NFS export is not supported yet"),
        ("NOTIFICATION_SERVER", "notifications are not supported yet"),
        ("OOM_SCORE_ADJ", "the score is not set yet; use the unit's OOMScoreAdjust"),
        ("PAC_URLS", "proxy discovery is not supported yet; name the proxies in CVMFS_HTTP_PROXY"),
        ("PROXY_SHARDING_POLICY", "only the built-in policy exists"),
        ("PROXY_TEMPLATE", "the Geo API is not supported yet"),
        ("SYSLOG_FACILITY", "syslog is not supported yet"),
        ("SYSLOG_LEVEL", "syslog is not supported yet"),
        ("SYSLOG_PREFIX", "syslog is not supported yet"),
        ("TELEMETRY_RATE", "telemetry is not supported yet"),
        ("TRACEFILE", "the access trace is not supported yet"),
        ("USYSLOG", "an own log file is not supported yet"),
    ];

    private static readonly (string Key, string Reason)[] RefusedWhenOn =
    [
        ("CONFIG_REPO_REQUIRED", "config repositories are not supported yet"),
        ("DNS_ROAMING", "following changes of resolv.conf is not supported yet"),
        ("HTTP_TRACING", "tracing headers are not supported yet"),
        ("INSTRUMENT_FUSE", "latency histograms are not supported yet"),
        ("NFS_SOURCE", "NFS export is not supported yet"),
        ("SERVER_CACHE_MODE", "a publisher's own mount is not supported yet"),
        ("STREAMING_CACHE", "streaming is not supported yet"),
        ("TELEMETRY_SEND", "telemetry is not supported yet"),
        ("USE_GEOAPI", "the Geo API is not supported yet; order CVMFS_SERVER_URL by distance"),
    ];

    // Last, because static fields are initialised in the order of their text.
    private static readonly Dictionary<string, (ParameterHandling Handling, string Reason)> Table = Build();
}
