using System.Globalization;
using CernVM.Cvmfs.Tools.Client.Config.Checks;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary>What <c>stat</c> shows of one mount: its synthetic attributes (formats §10.4), the fill of its cache, and whether its server answers.</summary>
internal sealed class MountCounters
{
    private const string Unknown = "n/a";

    private readonly string _place;

    private MountCounters(string place) => _place = place;

    /// <summary>An attribute without its prefix; <c>n/a</c> when the mount does not have it.</summary>
    public string this[string name] => MountedClients.Attribute(_place, "user." + name) is { Length: > 0 } value ? value : Unknown;

    /// <summary>Resident memory of the client in KiB.</summary>
    public string Memory
    {
        get
        {
            var file = $"/proc/{this["pid"]}/status";
            var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) : null;
            return line?.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? Unknown;
        }
    }

    /// <summary>Used part of the cache in KiB, as df shows it.</summary>
    public string CacheUse { get; private init; } = Unknown;

    /// <summary>Limit of the cache in KiB.</summary>
    public string CacheMaximum { get; private init; } = Unknown;

    /// <summary>Whether the server's manifest can be had through the proxy in use.</summary>
    public bool IsOnline { get; private init; }

    /// <summary>Reads and asks.</summary>
    public static async Task<MountCounters> ReadAsync(string place, CancellationToken cancel)
    {
        var plain = new MountCounters(place);
        var (used, all) = Fill(place);
        var isDirect = plain["proxy"] is "DIRECT" or Unknown;
        return new MountCounters(place)
        {
            CacheUse = used,
            CacheMaximum = all,
            IsOnline = await ServerProbe.AnswersAsync($"{plain["host"]}/.cvmfspublished", isDirect ? null : plain["proxy"], Seconds(plain[isDirect ? "timeout_direct" : "timeout"]), cancel),
        };
    }

    private static TimeSpan Seconds(string text) =>
        TimeSpan.FromSeconds(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : 10);

    private static (string Used, string All) Fill(string place)
    {
        try
        {
            var drive = new DriveInfo(place);
            return (Kilobytes(drive.TotalSize - drive.TotalFreeSpace), Kilobytes(drive.TotalSize));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (Unknown, Unknown);
        }
    }

    private static string Kilobytes(long bytes) => (bytes / 1024).ToString(CultureInfo.InvariantCulture);
}
