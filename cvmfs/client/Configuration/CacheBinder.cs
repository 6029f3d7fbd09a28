using System.Globalization;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>The parameters of caches (formats §§10.3, 11.2): the classic ones of the default cache, and those of named instances.</summary>
internal sealed class CacheBinder(RepositoryName repository, ParameterReader read)
{
    private const string DefaultBase = "/var/lib/cvmfs";
    private const long MegaByte = 1L << 20;
    private const long SmallestMemory = 40 * MegaByte;

    /// <summary>What the original takes where nothing is configured, in MB; <c>default.conf</c> sets more.</summary>
    private const long BuiltInQuota = 1024;

    private readonly HashSet<string> _seen = [];

    /// <summary>Parameters of an instance, without <c>CVMFS_CACHE_&lt;instance&gt;_</c>.</summary>
    public static IReadOnlyList<string> Suffixes { get; } =
    [
        "TYPE", "SHARED", "QUOTA_LIMIT", "BASE", "DIR", "ALIEN", "WORKSPACE", "REFCOUNT", "SERVER_MODE", "SIZE", "MALLOC", "UPPER", "LOWER", "LOWER_READONLY",
        "LOCATOR", "CMDLINE",
    ];

    /// <summary>Reads all of it.</summary>
    public CacheSettings Bind()
    {
        if (read.Text("CVMFS_CACHE_BASE") is not null && read.Text("CVMFS_CACHE_DIR") is not null)
            read.Wrong("CVMFS_CACHE_DIR", "to be unset while CVMFS_CACHE_BASE is set, or the other way round", 0);
        var shared = read.Flag("CVMFS_SHARED_CACHE", false);
        var workspace = AbsolutePath("CVMFS_WORKSPACE") ?? LocalDirectory("CVMFS_CACHE_", shared);
        var primary = Instance(read.Text("CVMFS_CACHE_PRIMARY") ?? CacheInstance.DefaultName, "CVMFS_CACHE_PRIMARY");
        var main = primary as CacheInstance.Posix;
        return new CacheSettings
        {
            Directory = main?.Directory ?? workspace,
            Workspace = main is null || read.Text("CVMFS_WORKSPACE") is not null || main.IsAlien ? workspace : main.Workspace,
            IsShared = main?.IsShared ?? false,
            IsAlien = main?.IsAlien ?? false,
            QuotaBytes = main is null ? null : main.QuotaBytes,
            SharesDescriptors = main?.SharesDescriptors ?? false,
            IsStreaming = read.Flag("CVMFS_STREAMING_CACHE", false),
            Primary = primary,
            Owner = repository.ToString(),
        };
    }

    private CacheInstance Instance(string name, string askedBy)
    {
        if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            return read.Wrong(askedBy, "the name of a cache: letters, digits and _", Default());
        if (!_seen.Add(name))
            return read.Wrong(askedBy, $"caches that do not contain themselves (and '{name}' occurs twice)", Default());
        if (name == CacheInstance.DefaultName)
            return Default();
        var prefix = $"CVMFS_CACHE_{name}_";
        switch (read.Text(prefix + "TYPE"))
        {
            case "posix":
                return Posix(name, prefix, prefix + "SHARED", sharedOtherwise: false, prefix + "ALIEN", prefix + "QUOTA_LIMIT", BuiltInQuota);
            case "ram":
                return Memory(name, prefix);
            case "tiered":
                return Tiered(name, prefix);
            case "external":
                return External(name, prefix);
            case null:
                read.Missing(prefix + "TYPE", $"{askedBy} names the cache '{name}', so set it to posix, ram, tiered or external");
                return Default();
            default:
                return read.Wrong(prefix + "TYPE", "posix, ram, tiered or external", Default());
        }
    }

    private CacheInstance.Posix Default() => Posix(
        CacheInstance.DefaultName,
        "CVMFS_CACHE_",
        Either("CVMFS_CACHE_SHARED", "CVMFS_SHARED_CACHE"),
        sharedOtherwise: false,
        Either("CVMFS_CACHE_ALIEN", "CVMFS_ALIEN_CACHE"),
        Either("CVMFS_CACHE_QUOTA_LIMIT", "CVMFS_QUOTA_LIMIT"),
        BuiltInQuota);

    private CacheInstance.Posix Posix(
        string name, string prefix, string sharedKey, bool sharedOtherwise, string alienKey, string quotaKey, long quotaOtherwise)
    {
        var shared = read.Flag(sharedKey, sharedOtherwise);
        var alien = AbsolutePath(alienKey);
        var local = LocalDirectory(prefix, shared);
        var quota = read.Number(quotaKey, quotaOtherwise, least: -1, most: long.MaxValue / MegaByte);
        var directory = alien ?? local;
        return new CacheInstance.Posix(
            name,
            directory,
            AbsolutePath(prefix + "WORKSPACE") ?? read.Text("CVMFS_WORKSPACE") ?? directory,
            shared && alien is null,
            alien is not null,
            quota <= 0 || alien is not null ? null : quota * MegaByte,
            read.Flag(prefix + "REFCOUNT", false));
    }

    private CacheInstance.Memory Memory(string name, string prefix)
    {
        // Where things are allocated does not matter to a cache in files of a memory file system, but a typing mistake does to its author.
        if (read.Text(prefix + "MALLOC") is { } malloc && malloc is not ("libc" or "heap"))
            read.Wrong(prefix + "MALLOC", "libc or heap (which make no difference)", 0);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var size = memory / 32;
        if (read.Text(prefix + "SIZE") is { } text)
        {
            var number = text.EndsWith('%') ? text[..^1] : text;
            if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > (text.EndsWith('%') ? 100 : memory / MegaByte))
                read.Wrong(prefix + "SIZE", "megabytes, or a percentage of the memory, not above all of it", 0);
            else
                size = text.EndsWith('%') ? memory / 100 * value : value * MegaByte;
        }

        return new CacheInstance.Memory(name, Math.Max(size, SmallestMemory));
    }

    private CacheInstance.Tiered Tiered(string name, string prefix) =>
        new(name, Tier(prefix + "UPPER"), Tier(prefix + "LOWER"), read.Flag(prefix + "LOWER_READONLY", false));

    private CacheInstance Tier(string key)
    {
        if (read.Text(key) is { } name)
            return Instance(name, key);
        read.Missing(key, "name the cache of this tier");
        return Default();
    }

    private CacheInstance.External External(string name, string prefix)
    {
        var locator = read.Text(prefix + "LOCATOR") ?? "";
        if (locator.Length == 0)
            read.Missing(prefix + "LOCATOR", "say where the plug-in listens: unix=/path or tcp=host:port");
        else if (!locator.StartsWith("unix=/", StringComparison.Ordinal) && !locator.StartsWith("tcp=", StringComparison.Ordinal))
            read.Wrong(prefix + "LOCATOR", "unix=/path or tcp=host:port", 0);
        return new CacheInstance.External(name, locator, (read.Text(prefix + "CMDLINE") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    private string LocalDirectory(string prefix, bool shared) =>
        AbsolutePath(prefix + "DIR") ?? Path.Combine(AbsolutePath(prefix + "BASE") ?? DefaultBase, shared ? "shared" : repository.ToString());

    private string? AbsolutePath(string key) =>
        read.Text(key) is not { } path ? null : Path.IsPathRooted(path) ? path : read.Wrong<string?>(key, "an absolute path", null);

    private string Either(string key, string classic) => read.Text(key) is null ? classic : key;
}
