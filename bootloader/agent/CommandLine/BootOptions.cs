namespace CernVM.Bootloader.Agent.CommandLine;

/// <summary>The options of the kernel command line that the agent reads, under their established names.</summary>
internal sealed record BootOptions
{
    /// <summary>cernvm_path: the directory of the repository that becomes the root.</summary>
    public string? Path { get; init; }

    /// <summary>cvmfs_repos: the repository of the OS (one name, in spite of the plural).</summary>
    public string? Repository { get; init; }

    /// <summary>cvmfs_server: comma list of Stratum 1 hosts.</summary>
    public string? Server { get; init; }

    /// <summary>cvmfs_cdn: list of CDN hosts, or NONE.</summary>
    public string? Cdn { get; init; }

    /// <summary>cvmfs_repository_tag: the tag to mount.</summary>
    public string? Tag { get; init; }

    /// <summary>cvmfs_proxy: the default proxy string.</summary>
    public string? Proxy { get; init; }

    /// <summary>cvmfs_url: complete URLs, which replace those built from hosts.</summary>
    public string? Url { get; init; }

    /// <summary>cvmdebug: say more, and open the shell before the root is switched.</summary>
    public bool Debug { get; init; }

    /// <summary>cvmssh: asked for a login without password, which this agent refuses.</summary>
    public bool SshRequested { get; init; }

    /// <summary>Picks the agent's options out of the whole command line.</summary>
    public static BootOptions From(KernelCommandLine line) => new()
    {
        Path = line.Value("cernvm_path"),
        Repository = line.Value("cvmfs_repos"),
        Server = line.Value("cvmfs_server"),
        Cdn = line.Value("cvmfs_cdn"),
        Tag = line.Value("cvmfs_repository_tag"),
        Proxy = line.Value("cvmfs_proxy"),
        Url = line.Value("cvmfs_url"),
        Debug = line.Has("cvmdebug"),
        SshRequested = line.Has("cvmssh"),
    };
}
