using System.Globalization;
using System.Text;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Settings;

namespace CernVM.Bootloader.Agent.Repository;

/// <summary>The daemon's configuration file for the OS repository (appliance facts §1.10).</summary>
internal static class CvmfsConfiguration
{
    private const long LargeScratch = 4000L << 20;
    private const int QuotaOnLargeScratch = 2000;
    private const long LargestProfileBudget = 256;
    private const int ProfileShare = 4;

    /// <summary>The quota in MB: 2000 on a scratch of more than 4000 MB, else half of it.</summary>
    public static long QuotaMegabytes(long scratchSize) =>
        scratchSize > LargeScratch ? QuotaOnLargeScratch : Math.Max(1, (scratchSize >> 20) / 2);

    /// <summary>
    /// MiB that an access profile may bring ahead of their use: a quarter of the cache, because on a scratch in memory every one of them is taken from
    /// the programs, and at most several times what a boot reads.
    /// </summary>
    public static long ProfileBudget(long scratchSize) => Math.Min(LargestProfileBudget, Math.Max(1, QuotaMegabytes(scratchSize) / ProfileShare));

    /// <summary>The file's text. Values are quoted; they hold no quotes, since their readers allow none.</summary>
    public static string Text(BootSettings settings, SnapshotPin pin, string scratch, long scratchSize, string keys)
    {
        var text = new StringBuilder("# Written by the CernVM init agent at every boot.\n");
        void Set(string key, string value) => text.Append(CultureInfo.InvariantCulture, $"CVMFS_{key}=\"{value}\"\n");

        Set("SERVER_URL", string.Join(';', settings.ServerUrls));
        Set("HTTP_PROXY", settings.Proxy);
        Set("KEYS_DIR", keys);
        Set("CACHE_BASE", $"{scratch}/cache");
        Set("SHARED_CACHE", "no");
        Set("TALK_SOCKET", AgentPaths.TalkSocket);
        Set("QUOTA_LIMIT", QuotaMegabytes(scratchSize).ToString(CultureInfo.InvariantCulture));
        Set("NFILES", "65536");
        Set("USER", "root");
        Set("CLAIM_OWNERSHIP", "no");
        Set("CHECK_PERMISSIONS", "yes");
        Set("AUTO_UPDATE", "no");
        Set("MAGIC_XATTRS_VISIBILITY", "rootonly");
        Set("TIMEOUT", "5");
        Set("TIMEOUT_DIRECT", "5");
        Set("MAX_RETRIES", "1");
        Set("BACKOFF_INIT", "2");
        Set("BACKOFF_MAX", "12");
        Set("PROXY_RESET_AFTER", "86400");
        Set("SUID", "yes");

        // A boot reads little of a flavour and from everywhere in it: guesses would cost bytes that an access profile does not.
        Set("PREFETCH_NEIGHBOURS", "no");

        // What is recorded is the order in which the OS asks, not the one of an earlier profile.
        Set("PROFILE_BUDGET", (settings.RecordProfile is null ? ProfileBudget(scratchSize) : 0).ToString(CultureInfo.InvariantCulture));
        if (settings.RecordProfile is { } name)
            Set("PROFILE_RECORD", name);
        if (pin.RootHash is not null)
            Set("ROOT_HASH", pin.RootHash);
        else if ((pin.Tag ?? settings.Tag) is { } tag)
            Set("REPOSITORY_TAG", tag);
        return text.ToString();
    }
}
