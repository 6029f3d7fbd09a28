namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Bounds of what is accepted from servers, each with its source.</summary>
internal static class FetchLimits
{
    /// <summary>Redirects that are followed (upstream CernVM-FS).</summary>
    public const int MaxRedirects = 4;

    /// <summary>Bytes of a manifest or whitelist (ours, arbitrary; real ones have some hundred).</summary>
    public const int MaxControlFile = 256 * 1024;

    /// <summary>Plain bytes of a certificate or meta info (upstream shows 64 KiB of meta info).</summary>
    public const int MaxSmallObject = 1024 * 1024;

    /// <summary>Plain bytes of a catalog or history database whose size nobody announced (ours, arbitrary).</summary>
    public const long MaxDatabase = 4L << 30;

    /// <summary>Plain bytes of any object (ours; far above the largest chunk or unchunked file).</summary>
    public const long MaxObject = 1L << 40;

    /// <summary>Age at which an unused connection is closed (ours): servers close what is idle longer.</summary>
    public static readonly TimeSpan ConnectionIdle = TimeSpan.FromMinutes(1);

    /// <summary>Age at which a used connection is closed (ours): its server's name may have come to mean another address.</summary>
    public static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(15);

    /// <summary>Pause after the first persistent failure (upstream CernVM-FS).</summary>
    public static readonly TimeSpan ThrottleFirst = TimeSpan.FromMilliseconds(32);

    /// <summary>Longest such pause (upstream CernVM-FS).</summary>
    public static readonly TimeSpan ThrottleLongest = TimeSpan.FromSeconds(2);

    /// <summary>Time without failures after which pauses end (upstream CernVM-FS).</summary>
    public static readonly TimeSpan ThrottleReset = TimeSpan.FromSeconds(10);
}
