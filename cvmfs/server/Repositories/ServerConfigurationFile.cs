using System.Text;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Chunking;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>Reads and writes <c>server.conf</c>.</summary>
internal static class ServerConfigurationFile
{
    // The original's layout revision, not a release number.
    private const int CreatorVersion = 143;
    private const int SecondsPerDay = 86400;
    private const uint DefaultTimeToLive = Formats.Catalogs.CatalogProperties.DefaultTimeToLive;

    public static RepositorySettings Read(RepositoryPlaces places)
    {
        if (!File.Exists(places.ServerConfiguration))
            throw new ServerException("SRV011", $"There is no repository {places.Name} here ({places.ServerConfiguration} is missing); create it with 'cvmfs_server mkfs {places.Name}'.");
        var global = Path.Combine(places.Root, "etc/cvmfs/server.local");
        var text = (File.Exists(global) ? File.ReadAllText(global) + "\n" : "") + File.ReadAllText(places.ServerConfiguration);
        return Interpret(ShellSettings.Parse(text), places);
    }

    public static RepositorySettings Interpret(ShellSettings conf, RepositoryPlaces places)
    {
        var type = conf.Get("CVMFS_REPOSITORY_TYPE", "stratum0");
        if (type != "stratum0")
            throw new ServerException("SRV012", $"{places.Name} is a {type}; only a stratum0 can be published to.");
        return new RepositorySettings
        {
            Name = places.Name,
            Owner = conf.Get("CVMFS_USER", "root"),
            UnionDirectory = conf.Get("CVMFS_UNION_DIR", places.Union),
            Spool = new SpoolDirectory(conf.Get("CVMFS_SPOOL_DIR", places.Spool)),
            Stratum0 = conf.Get("CVMFS_STRATUM0", DefaultUrl(places.Name)),
            Storage = StorageOf(conf.Get("CVMFS_UPSTREAM_STORAGE", UpstreamOf(places.Storage))),
            KeyDirectory = conf.Get("CVMFS_KEYS_DIR", places.KeyDirectory),
            Algorithm = ParseAlgorithm(conf.Get("CVMFS_HASH_ALGORITHM", "sha1")),
            Compression = ParseCompression(conf.Get("CVMFS_COMPRESSION_ALGORITHM", "default")),
            UsesClassicZlib = conf.IsOn("CVMFS_CLASSIC_ZLIB", otherwise: false),
            Chunking = conf.IsOn("CVMFS_USE_FILE_CHUNKING", otherwise: true) ? ReadChunking(conf) : null,
            StoresBulkOfChunked = conf.IsOn("CVMFS_GENERATE_LEGACY_BULK_CHUNKS", otherwise: false),
            IncludesXattrs = conf.IsOn("CVMFS_INCLUDE_XATTRS", otherwise: false),
            RecordsNanoseconds = conf.IsOn("CVMFS_ENABLE_MTIME_NS", otherwise: false),
            IgnoresSpecialFiles = conf.IsOn("CVMFS_IGNORE_SPECIAL_FILES", otherwise: false),
            MakesAutomaticTags = conf.IsOn("CVMFS_AUTO_TAG", otherwise: true),
            AutomaticTagLifetime = ReadLifetime(conf.Get("CVMFS_AUTO_TAG_TIMESPAN", "")),
            IsGarbageCollectable = conf.IsOn("CVMFS_GARBAGE_COLLECTION", otherwise: false),
            TimeToLive = (uint)conf.Number("CVMFS_REPOSITORY_TTL", DefaultTimeToLive),
        };
    }

    public static string Write(RepositorySettings settings)
    {
        var chunks = settings.Chunking ?? ChunkingParameters.Default;
        var lines = new List<(string Key, string Value)>
        {
            ("CVMFS_CREATOR_VERSION", CreatorVersion.ToString()),
            ("CVMFS_REPOSITORY_NAME", settings.Name.ToString()),
            ("CVMFS_REPOSITORY_TYPE", "stratum0"),
            ("CVMFS_USER", settings.Owner),
            ("CVMFS_UNION_DIR", settings.UnionDirectory),
            ("CVMFS_SPOOL_DIR", settings.Spool.Path),
            ("CVMFS_STRATUM0", settings.Stratum0),
            ("CVMFS_UPSTREAM_STORAGE", UpstreamOf(settings.Storage)),
            ("CVMFS_KEYS_DIR", settings.KeyDirectory),
            ("CVMFS_USE_FILE_CHUNKING", Switch(settings.Chunking is not null)),
            ("CVMFS_MIN_CHUNK_SIZE", chunks.Minimum.ToString()),
            ("CVMFS_AVG_CHUNK_SIZE", chunks.Average.ToString()),
            ("CVMFS_MAX_CHUNK_SIZE", chunks.Maximum.ToString()),
            ("CVMFS_UNION_FS_TYPE", "overlayfs"),
            ("CVMFS_HASH_ALGORITHM", AlgorithmName(settings.Algorithm)),
            ("CVMFS_COMPRESSION_ALGORITHM", settings.Compression == CompressionAlgorithm.None ? "none" : "default"),
            ("CVMFS_EXTERNAL_DATA", "false"),
            ("CVMFS_AUTO_TAG", Switch(settings.MakesAutomaticTags)),
            ("CVMFS_AUTO_TAG_TIMESPAN", settings.AutomaticTagLifetime is { } age ? $"{(long)(age.TotalSeconds / SecondsPerDay)} days ago" : ""),
            ("CVMFS_GARBAGE_COLLECTION", Switch(settings.IsGarbageCollectable)),
            ("CVMFS_AUTO_REPAIR_MOUNTPOINT", "true"),
            ("CVMFS_AUTOCATALOGS", "false"),
            ("CVMFS_ASYNC_SCRATCH_CLEANUP", "true"),
            ("CVMFS_PRINT_STATISTICS", "false"),
            ("CVMFS_IGNORE_XDIR_HARDLINKS", "true"),
            ("CVMFS_INCLUDE_XATTRS", Switch(settings.IncludesXattrs)),
            ("CVMFS_ENABLE_MTIME_NS", Switch(settings.RecordsNanoseconds)),
        };
        if (settings.UsesClassicZlib)
            lines.Add(("CVMFS_CLASSIC_ZLIB", "true"));
        if (settings.StoresBulkOfChunked)
            lines.Add(("CVMFS_GENERATE_LEGACY_BULK_CHUNKS", "true"));
        if (settings.IgnoresSpecialFiles)
            lines.Add(("CVMFS_IGNORE_SPECIAL_FILES", "true"));
        if (settings.TimeToLive != DefaultTimeToLive)
            lines.Add(("CVMFS_REPOSITORY_TTL", settings.TimeToLive.ToString()));
        var text = new StringBuilder("# Created by cvmfs_server mkfs; man cvmfs_server explains the keys.\n");
        foreach (var (key, value) in lines)
            text.Append(key).Append('=').Append(value.Contains(' ') ? $"\"{value}\"" : value).Append('\n');
        return text.ToString();
    }

    public static ContentHashAlgorithm ParseAlgorithm(string name) => name switch
    {
        "sha1" => ContentHashAlgorithm.Sha1,
        "rmd160" => ContentHashAlgorithm.Rmd160,
        "shake128" => ContentHashAlgorithm.Shake128,
        _ => throw new ServerException("SRV013", $"Hash algorithm '{name}' is unknown; it is sha1, rmd160 or shake128."),
    };

    public static CompressionAlgorithm ParseCompression(string name) => name switch
    {
        "default" or "zlib" => CompressionAlgorithm.Zlib,
        "none" => CompressionAlgorithm.None,
        _ => throw new ServerException("SRV014", $"Compression '{name}' is unknown; it is default, zlib or none."),
    };

    /// <summary>Reads <c>30 days ago</c> and the like; minutes, hours, days, weeks.</summary>
    public static TimeSpan? ReadLifetime(string text)
    {
        if (text.Trim().Length == 0)
            return null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length >= 2 && int.TryParse(words[0], out var count) && count >= 0)
        {
            TimeSpan? unit = words[1].TrimEnd('s') switch
            {
                "minute" => TimeSpan.FromMinutes(1),
                "hour" => TimeSpan.FromHours(1),
                "day" => TimeSpan.FromDays(1),
                "week" => TimeSpan.FromDays(7),
                _ => null,
            };
            if (unit is { } one)
                return count * one;
        }

        throw new ServerException("SRV015", $"CVMFS_AUTO_TAG_TIMESPAN='{text}' is not understood; write for example '30 days ago'.");
    }

    public static string DefaultUrl(RepositoryName name) => $"http://localhost/cvmfs/{name}";

    private static string UpstreamOf(string storage) => $"local,{storage}/data/txn,{storage}";

    private static string StorageOf(string upstream)
    {
        var parts = upstream.Split(',');
        return parts is ["local", _, var storage]
            ? storage
            : throw new ServerException("SRV016", $"CVMFS_UPSTREAM_STORAGE={upstream} is not supported; only 'local,TXN,DIRECTORY' is.");
    }

    private static ChunkingParameters ReadChunking(ShellSettings conf)
    {
        const long largest = 1 << 30;
        var minimum = conf.Number("CVMFS_MIN_CHUNK_SIZE", ChunkingParameters.Default.Minimum);
        var average = conf.Number("CVMFS_AVG_CHUNK_SIZE", ChunkingParameters.Default.Average);
        var maximum = conf.Number("CVMFS_MAX_CHUNK_SIZE", ChunkingParameters.Default.Maximum);
        if (minimum < ChunkingParameters.Window || minimum >= average || average >= maximum || maximum > largest)
        {
            throw new ServerException(
                "SRV017", $"Chunk sizes {minimum}/{average}/{maximum} are wrong; they must grow from at least {ChunkingParameters.Window} bytes to at most 1 GiB.");
        }

        return new ChunkingParameters((int)minimum, (int)average, (int)maximum);
    }

    private static string AlgorithmName(ContentHashAlgorithm algorithm) => algorithm.ToString().ToLowerInvariant();

    private static string Switch(bool value) => value ? "true" : "false";
}
