namespace CernVM.Cvmfs.Services;

/// <summary>Every bound and life time of the web server, with its source.</summary>
internal static class Limits
{
    /// <summary>Life time of content objects; upstream's Apache configuration and S3 uploader (formats §2).</summary>
    public static readonly TimeSpan ObjectLifetime = TimeSpan.FromDays(3);

    /// <summary>Life time of the manifest, the whitelist and JSON files (formats §2).</summary>
    public static readonly TimeSpan SignedFileLifetime = TimeSpan.FromSeconds(61);

    /// <summary>Ours: the longest path of a repository's object is under 200 bytes, external files may be as deep as PATH_MAX.</summary>
    public const int RequestLineBytes = 8 * 1024;

    /// <summary>Ours: proxies add headers, but never this many bytes.</summary>
    public const int RequestHeaderBytes = 16 * 1024;

    /// <summary>Ours.</summary>
    public const int RequestHeaderCount = 64;

    /// <summary>Ours: a peer that cannot send its headers in this time is not a client.</summary>
    public static readonly TimeSpan RequestHeadersTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Ours: longer than a client's pause between two files, short enough to free a site's worth of sockets.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(2);

    /// <summary>Ours: one read of a file and one write to a socket.</summary>
    public const int CopyBytes = 128 * 1024;

    /// <summary>Ours: how often the counters file is renewed while requests come in.</summary>
    public static readonly TimeSpan CountersInterval = TimeSpan.FromSeconds(1);
}
