using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Settings;

namespace CernVM.Bootloader.Agent.Repository;

/// <summary>What the daemon's exit code means for the boot. The numbers are those of the original client (cvmfs/loader.h).</summary>
/// <param name="IsWorthARetry">Whether the same attempt can succeed a little later.</param>
/// <param name="Failure">What to tell the person.</param>
internal sealed record MountVerdict(bool IsWorthARetry, BootFailure Failure)
{
    private const int BadOptions = 2;
    private const int BadCacheDirectory = 9;
    private const int BadSignature = 15;
    private const int BadCatalog = 16;
    private const int BadHistory = 22;

    /// <summary>Judges a daemon that ended before the mount was there.</summary>
    /// <param name="exitCode">Its exit code; null when it was still running at its time limit.</param>
    /// <param name="settings">What was asked for.</param>
    /// <param name="lastWords">Its last messages, which name the cause.</param>
    public static MountVerdict Of(int? exitCode, BootSettings settings, string lastWords)
    {
        string servers = string.Join(", ", settings.ServerUrls);
        string why = lastWords.Length > 0 ? lastWords : exitCode is { } code ? $"The daemon ended with code {code}." : "The daemon gave no answer in time.";
        return exitCode switch
        {
            BadSignature => new(false, new BootFailure(
                $"The repository {settings.Repository} is refused: its signature does not fit this image's keys.", why,
                $"Either {servers} serves another repository under this name, or the image lacks its master key "
                + $"({AgentPaths.Keys}/{settings.Repository}/*.pub), or the clock is wrong. Nothing was mounted.")),
            BadOptions => new(false, new BootFailure(
                "The daemon refuses its configuration.", why, "Correct what it names in user-data or on the kernel command line.")),
            BadCacheDirectory => new(false, new BootFailure(
                "The cache directory on the scratch disk cannot be used.", why, "Check the scratch disk with e2fsck from another system, or attach a blank one.")),
            BadHistory => new(false, new BootFailure(
                $"The tag '{settings.Tag}' cannot be mounted.", why, $"Select a tag that {settings.Repository} has (cvmfs_tag), or none for the newest revision.")),
            BadCatalog or null => new(true, new BootFailure(
                $"The repository {settings.Repository} cannot be loaded from {servers}.", why,
                $"Look whether the server runs and is reachable from this network (proxy {settings.Proxy}), then 'retry'. cvmfs_server in user-data names another one.")),
            _ => new(true, new BootFailure(
                $"The repository {settings.Repository} cannot be mounted.", why, "'daemon' shows all messages of the daemon; then 'retry'.")),
        };
    }
}
