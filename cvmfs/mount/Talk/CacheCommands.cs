using System.Globalization;
using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Logging;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>The commands of the control socket that concern the cache, with the texts that scripts expect (formats §10.5).</summary>
internal static class CacheCommands
{
    private const long MegaByte = 1024 * 1024;
    private const ulong LowestLimit = 1000;

    public static IReadOnlyList<TalkCommand> All { get; } =
    [
        Text("cache instance", "kind and place of the cache", (context, _) => context.Client.CacheDescription),
        Text("cache limit get", "quota in MB", (context, _) => LimitOf(context)),
        Text("cache limit set", "change the quota: cache limit set <MB>", SetLimit),
        Text("cache list catalogs", "catalogs in the cache", (context, _) => List(context, CacheListing.Catalogs)),
        Text("cache list pinned", "objects that are not evicted", (context, _) => List(context, CacheListing.Pinned)),
        Text("cache list", "objects in the cache", (context, _) => List(context, CacheListing.All)),
        Text("cache size", "bytes used and pinned", (context, _) => Size(context)),
        Text("cleanup rate", "evictions in a period: cleanup rate <minutes>", Rate),
        Text("cleanup", "evict until so much is used: cleanup <MB>", Cleanup),
        new("evict", "remove a file from the cache: evict <path>", EvictAsync),
        new("tear down to read-only", "stop to write to the cache directory", TearDownAsync),
        new("pin", "fetch a file and keep it in the cache: pin <path>", PinAsync),
    ];

    private static TalkCommand Text(string words, string help, Func<TalkContext, string[], string> answer) =>
        new(words, help, (context, rest, _) => ValueTask.FromResult(answer(context, rest)));

    private static string LimitOf(TalkContext context) =>
        context.Client.CacheStatus.Limit is { } limit ? (limit / MegaByte).ToString(CultureInfo.InvariantCulture) : context.Client.Settings["CVMFS_QUOTA_LIMIT"] ?? "";

    private static string SetLimit(TalkContext context, string[] words)
    {
        if (words.Length == 0)
            return "Usage: cache limit set <MB>";
        if (!ulong.TryParse(words[0], CultureInfo.InvariantCulture, out var size) || size < LowestLimit)
            return "New limit too low (minimum 1000)";
        return size <= (ulong)(long.MaxValue / MegaByte) && context.Client.SetCacheLimit((long)size * MegaByte) ? "OK" : "Limit not reset";
    }

    private static string List(TalkContext context, CacheListing which) => context.Client.CacheAbilities.HasFlag(QuotaAbilities.List)
        ? string.Join('\n', context.Client.ListCache(which))
        : "Cache cannot list its entries";

    private static string Size(TalkContext context)
    {
        if (!context.Client.CacheAbilities.HasFlag(QuotaAbilities.Size))
            return "Cache cannot report its size";
        var status = context.Client.CacheStatus;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Current cache size is {status.Used / MegaByte}MB ({status.Used} Bytes), pinned: {status.Pinned / MegaByte}MB ({status.Pinned} Bytes)");
    }

    private static string Rate(TalkContext context, string[] words)
    {
        if (!context.Client.CacheAbilities.HasFlag(QuotaAbilities.Rate))
            return "Unsupported by this cache";
        return words.Length == 0 || !uint.TryParse(words[0], CultureInfo.InvariantCulture, out var minutes)
            ? "Usage: cleanup rate <period in mn>"
            : context.Client.CacheCleanupsWithin(TimeSpan.FromMinutes(minutes)).ToString(CultureInfo.InvariantCulture);
    }

    private static string Cleanup(TalkContext context, string[] words)
    {
        if (!context.Client.CacheAbilities.HasFlag(QuotaAbilities.Shrink))
            return "Cache cannot trigger eviction";
        if (words.Length == 0 || !uint.TryParse(words[0], CultureInfo.InvariantCulture, out var size))
            return "Usage: cleanup <MB>";
        return context.Client.CleanupCache(size * MegaByte) ? "OK" : "Not fully cleaned (there might be pinned chunks)";
    }

    private static async ValueTask<string> EvictAsync(TalkContext context, string[] words, CancellationToken cancel)
    {
        if (words.Length == 0)
            return "Usage: evict <path>";
        return PathOf(words) is { } path && await context.Client.EvictAsync(path, cancel) is null ? "OK" : "No such regular file";
    }

    private static async ValueTask<string> PinAsync(TalkContext context, string[] words, CancellationToken cancel)
    {
        if (words.Length == 0)
            return "Usage: pin <path>";
        return PathOf(words) is { } path && await context.Client.PinAsync(path, cancel) is null ? "OK" : "No such regular file or pinning failed";
    }

    // A log file beside the cache is closed, too, as the original does.
    private static async ValueTask<string> TearDownAsync(TalkContext context, string[] words, CancellationToken cancel)
    {
        try
        {
            if (!await context.Client.FreezeCacheAsync())
                return "not supported";
        }
        catch (IOException failure)
        {
            return $"Failed ({failure.Message})";
        }

        context.Magic.Log.Information(MountEvent.CacheFrozen, "Nothing is written to the cache from now on, until the mount ends.");
        context.Magic.Log.LeaveFile();
        return "In read-only mode";
    }

    // Names may hold single blanks; the server has folded runs of them.
    private static RepositoryPath? PathOf(string[] words) => RepositoryPath.TryParse("/" + string.Join(' ', words).TrimStart('/'), out var path) ? path : null;
}
