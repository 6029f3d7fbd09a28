namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Every <c>CVMFS_*</c> parameter of formats §11.2, and those of our own, and what becomes of it: one line each, in order of the alphabet.</summary>
internal static class KnownParameters
{
    private static readonly (ParameterHandling Handling, string Reason) Supported = (ParameterHandling.Supported, "");
    private static readonly (ParameterHandling Handling, string Reason) OfFiles = (ParameterHandling.OfFiles, "");

    // After the fields that its lines use: static fields are initialised in the order of their text.
    private static readonly Dictionary<string, (ParameterHandling Handling, string Reason)> Table = new(StringComparer.Ordinal)
    {
        ["CVMFS_ALIEN_CACHE"] = Supported,
        ["CVMFS_ALT_ROOT_PATH"] = Supported,
        ["CVMFS_AUTHZ_HELPER"] = Supported,
        ["CVMFS_AUTHZ_SEARCH_PATH"] = Supported,
        ["CVMFS_AUTO_UPDATE"] = Supported,
        ["CVMFS_BACKOFF_INIT"] = Supported,
        ["CVMFS_BACKOFF_MAX"] = Supported,
        ["CVMFS_BASE_ENV"] = OfFiles,
        ["CVMFS_BLACKLIST"] = Supported,
        ["CVMFS_CACHE_BASE"] = Supported,
        ["CVMFS_CACHE_DIR"] = Supported,
        ["CVMFS_CACHE_PRIMARY"] = Supported,
        ["CVMFS_CACHE_REFCOUNT"] = Supported,
        ["CVMFS_CACHE_SYMLINKS"] = Supported,
        ["CVMFS_CATALOG_WATERMARK"] = Supported,
        ["CVMFS_CHECK_PERMISSIONS"] = Supported,
        ["CVMFS_CLAIM_OWNERSHIP"] = Supported,
        ["CVMFS_CLIENT_PROFILE"] = OfFiles,
        ["CVMFS_CONFIG_REPOSITORY"] = Supported,
        ["CVMFS_CONFIG_REPO_REQUIRED"] = Supported,
        ["CVMFS_CPU_AFFINITY"] = Supported,
        ["CVMFS_DEBUGLOG"] = Supported,
        ["CVMFS_DEFAULT_DOMAIN"] = Supported,
        ["CVMFS_DNS_MAX_TTL"] = Supported,
        ["CVMFS_DNS_MIN_TTL"] = Supported,
        ["CVMFS_DNS_RETRIES"] = Supported,
        ["CVMFS_DNS_ROAMING"] = Supported,
        ["CVMFS_DNS_SERVER"] = Supported,
        ["CVMFS_DNS_TIMEOUT"] = Supported,
        ["CVMFS_ENFORCE_ACLS"] = Supported,
        ["CVMFS_EXTERNAL_FALLBACK_PROXY"] = Supported,
        ["CVMFS_EXTERNAL_HTTP_PROXY"] = Supported,
        ["CVMFS_EXTERNAL_MAX_SERVERS"] = Supported,
        ["CVMFS_EXTERNAL_TIMEOUT"] = Supported,
        ["CVMFS_EXTERNAL_TIMEOUT_DIRECT"] = Supported,
        ["CVMFS_EXTERNAL_URL"] = Supported,
        ["CVMFS_FAILOVER_INDEFINITELY"] = Supported,
        ["CVMFS_FALLBACK_PROXY"] = Supported,
        ["CVMFS_FOLLOW_REDIRECTS"] = Supported,
        ["CVMFS_FQRN"] = OfFiles,
        ["CVMFS_FUSE3_IDLE_THREADS"] = Supported,
        ["CVMFS_FUSE3_MAX_THREADS"] = Supported,
        ["CVMFS_FUSE_NOTIFY_INVALIDATION"] = Supported,
        ["CVMFS_GID_MAP"] = Supported,
        ["CVMFS_HIDE_MAGIC_XATTRS"] = Supported,
        ["CVMFS_HOST_RESET_AFTER"] = Supported,
        ["CVMFS_HTTP_PROXY"] = Supported,
        ["CVMFS_HTTP_TRACING"] = Supported,
        ["CVMFS_HTTP_TRACING_HEADERS"] = Supported,
        ["CVMFS_IGNORE_SIGNATURE"] = MeaninglessWhenOn("signatures are always checked, also by the original"),
        ["CVMFS_INFLUX_EXTRA_FIELDS"] = Supported,
        ["CVMFS_INFLUX_EXTRA_TAGS"] = Supported,
        ["CVMFS_INFLUX_HOST"] = Supported,
        ["CVMFS_INFLUX_METRIC_NAME"] = Supported,
        ["CVMFS_INFLUX_PORT"] = Supported,
        ["CVMFS_INITIAL_GENERATION"] = Meaningless("inodes carry no generation"),
        ["CVMFS_INSTRUMENT_FUSE"] = Supported,
        ["CVMFS_IPFAMILY_PREFER"] = Supported,
        ["CVMFS_IPV4_ONLY"] = Supported,
        ["CVMFS_KCACHE_TIMEOUT"] = Supported,
        ["CVMFS_KEYS_DIR"] = Supported,
        ["CVMFS_LIBRARY_PATH"] = Meaningless("there is no separate module"),
        ["CVMFS_LOW_SPEED_LIMIT"] = Supported,
        ["CVMFS_MAGIC_XATTRS_VISIBILITY"] = Supported,
        ["CVMFS_MAX_IPADDR_PER_PROXY"] = Supported,
        ["CVMFS_MAX_MANIFEST_AGE"] = Supported,
        ["CVMFS_MAX_RETRIES"] = Supported,
        ["CVMFS_MAX_SERVERS"] = Supported,
        ["CVMFS_MAX_TTL"] = Supported,
        ["CVMFS_MEMCACHE_SIZE"] = Meaningless("the kernel keeps names and attributes"),
        ["CVMFS_METALINK_RESET_AFTER"] = Refused("metalink servers belong to later releases; name the servers in CVMFS_SERVER_URL"),
        ["CVMFS_METALINK_URL"] = Refused("metalink servers belong to later releases; name the servers in CVMFS_SERVER_URL"),
        ["CVMFS_MIN_REVISION"] = Supported,
        ["CVMFS_MOUNT_DIR"] = Supported,
        ["CVMFS_MOUNT_RW"] = Supported,
        ["CVMFS_NFILES"] = Supported,
        ["CVMFS_NFS_INTERLEAVED_INODES"] = Supported,
        ["CVMFS_NFS_SHARED"] = Supported,
        ["CVMFS_NFS_SOURCE"] = Supported,
        ["CVMFS_NOTIFICATION_SERVER"] = Supported,
        ["CVMFS_OOM_SCORE_ADJ"] = Supported,
        ["CVMFS_PAC_URLS"] = Supported,
        ["CVMFS_PREFETCH"] = Supported,
        ["CVMFS_PREFETCH_BUDGET"] = Supported,
        ["CVMFS_PREFETCH_CONNECTIONS"] = Supported,
        ["CVMFS_PREFETCH_FILEBUNDLES"] = Supported,
        ["CVMFS_PREFETCH_LATENCY"] = Supported,
        ["CVMFS_PREFETCH_NEIGHBOURS"] = Supported,
        ["CVMFS_PREFETCH_READAHEAD"] = Supported,
        ["CVMFS_PROFILE_BUDGET"] = Supported,
        ["CVMFS_PROFILE_RECORD"] = Supported,
        ["CVMFS_PROMETHEUS_ADDRESS"] = Supported,
        ["CVMFS_PROXY_RESET_AFTER"] = Supported,
        ["CVMFS_PROXY_SHARD"] = Supported,
        ["CVMFS_PROXY_SHARDING_POLICY"] = Meaningless("its one value, EXTERNAL, names a plug-in that no release contains; as the original, requests go the usual way"),
        ["CVMFS_PROXY_TEMPLATE"] = Supported,
        ["CVMFS_PUBLIC_KEY"] = Supported,
        ["CVMFS_QUOTA_LIMIT"] = Supported,
        ["CVMFS_RELOAD_SOCKETS"] = Supported,
        ["CVMFS_REPOSITORIES"] = Supported,
        ["CVMFS_REPOSITORY_DATE"] = Supported,
        ["CVMFS_REPOSITORY_TAG"] = Supported,
        ["CVMFS_ROOT_HASH"] = Supported,
        ["CVMFS_SEND_INFO_HEADER"] = Supported,
        ["CVMFS_SERVER_CACHE_MODE"] = Supported,
        ["CVMFS_SERVER_URL"] = Supported,
        ["CVMFS_SHARED_CACHE"] = Supported,
        ["CVMFS_STATFS_CACHE_TIMEOUT"] = Supported,
        ["CVMFS_STREAMING_CACHE"] = Supported,
        ["CVMFS_STRICT_MOUNT"] = Supported,
        ["CVMFS_SUID"] = Supported,
        ["CVMFS_SYSLOG_FACILITY"] = Supported,
        ["CVMFS_SYSLOG_LEVEL"] = Supported,
        ["CVMFS_SYSLOG_PREFIX"] = Supported,
        ["CVMFS_SYSTEMD_NOKILL"] = Supported,
        ["CVMFS_TALK_OWNER"] = Supported,
        ["CVMFS_TALK_SOCKET"] = Supported,
        ["CVMFS_TELEMETRY_RATE"] = Supported,
        ["CVMFS_TELEMETRY_SEND"] = Supported,
        ["CVMFS_TIMEOUT"] = Supported,
        ["CVMFS_TIMEOUT_DIRECT"] = Supported,
        ["CVMFS_TRACEBUFFER"] = Supported,
        ["CVMFS_TRACEBUFFER_THRESHOLD"] = Supported,
        ["CVMFS_TRACEFILE"] = Supported,
        ["CVMFS_UID_MAP"] = Supported,
        ["CVMFS_USER"] = Supported,
        ["CVMFS_USE_CDN"] = OfFiles,
        ["CVMFS_USE_GEOAPI"] = Supported,
        ["CVMFS_USE_SSL_SYSTEM_CA"] = Supported,
        ["CVMFS_USYSLOG"] = Supported,
        ["CVMFS_WORKSPACE"] = Supported,
        ["CVMFS_WORLD_READABLE"] = Supported,
        ["CVMFS_XATTR_PRIVILEGED_GIDS"] = Supported,
        ["CVMFS_XATTR_PROTECTED_XATTRS"] = Supported,
        ["_CVMFS_DEVEL_IGNORE_SIGNATURE_FAILURES"] = RefusedWhenOn("signatures are always checked; CVMFS_ROOT_HASH shows a revision without them"),
    };

    /// <summary>The names of all known parameters, in order of the alphabet.</summary>
    public static IReadOnlyCollection<string> Names => Table.Keys;

    /// <summary>Whether a variable of a configuration file is meant for a client.</summary>
    public static bool IsOurs(string key) => key.StartsWith("CVMFS_", StringComparison.Ordinal) || key.StartsWith("_CVMFS_DEVEL_", StringComparison.Ordinal);

    /// <summary>What becomes of the parameter, or null when the name is not known at all.</summary>
    public static (ParameterHandling Handling, string Reason)? Find(string key)
    {
        if (Table.TryGetValue(key, out var known))
            return known;
        if (key.StartsWith("CVMFS_AUTHZ_", StringComparison.Ordinal))
            return Supported;
        if (key.StartsWith("CVMFS_CACHE_", StringComparison.Ordinal) && CacheBinder.Suffixes.Any(suffix => key.EndsWith("_" + suffix, StringComparison.Ordinal)))
            return Supported;
        return null;
    }

    private static (ParameterHandling, string) Meaningless(string reason) => (ParameterHandling.Meaningless, reason);

    private static (ParameterHandling, string) MeaninglessWhenOn(string reason) => (ParameterHandling.MeaninglessWhenOn, reason);

    private static (ParameterHandling, string) Refused(string reason) => (ParameterHandling.Refused, reason);

    private static (ParameterHandling, string) RefusedWhenOn(string reason) => (ParameterHandling.RefusedWhenOn, reason);
}
