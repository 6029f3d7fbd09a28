namespace CernVM.Contexts.Model.MicroContexts;

/// <summary>
/// What must be known before there is an operating system: the keys of the <c>[ucernvm-begin]</c> block.
/// A member is null when its key was not given, so that the kernel command line or a default decides.
/// </summary>
public sealed record MicroContext
{
    /// <summary>A block without any key.</summary>
    public static MicroContext Empty { get; } = new();

    /// <summary><c>resize_rootfs</c> (default on): use the whole disk as scratch space; off: 20 GiB of it.</summary>
    public bool? ResizeRootFileSystem { get; init; }

    /// <summary><c>use_boothd</c> (default off): ignore empty disks and use the free space of the boot disk.</summary>
    public bool? UseBootDisk { get; init; }

    /// <summary><c>cvmfs_http_proxy</c>: proxy string of the OS repository (groups by <c>;</c>, members by <c>|</c>). Turns the use of a CDN off.</summary>
    public string? HttpProxy { get; init; }

    /// <summary><c>cvmfs_pac_urls</c>: where proxy auto-configuration is asked for.</summary>
    public IReadOnlyList<string>? PacUrls { get; init; }

    /// <summary><c>cvmfs_server</c>: Stratum 1 hosts or complete URLs. Turns the use of a CDN off.</summary>
    public IReadOnlyList<string>? Servers { get; init; }

    /// <summary><c>cvmfs_cdn</c>: hosts that replace the servers; empty for <c>NONE</c>.</summary>
    public IReadOnlyList<string>? CdnHosts { get; init; }

    /// <summary><c>cvmfs_branch</c>: fully qualified name of the repository with the operating system.</summary>
    public string? Repository { get; init; }

    /// <summary><c>cvmfs_tag</c>: named snapshot of that repository.</summary>
    public string? Tag { get; init; }

    /// <summary><c>cvmfs_profile_record</c> (ours): name of an access profile that the client records from the mount on.</summary>
    public string? RecordProfile { get; init; }

    /// <summary><c>cvmfs_wait_on_squid</c>: how long each cycle of probing the proxies lasts; zero: do not wait.</summary>
    public TimeSpan? WaitOnSquid { get; init; }

    /// <summary><c>cernvm_path</c>: directory of the repository that is the root of the operating system, without slashes around it.</summary>
    public string? Path { get; init; }

    /// <summary><c>cernvm_inject</c>: a tar.gz that is unpacked into the root once.</summary>
    public ReadOnlyMemory<byte>? Inject { get; init; }

    /// <summary><c>useglideinWMS</c> (default on): recognise glideinWMS user-data.</summary>
    public bool? UseGlideinWms { get; init; }

    /// <summary><c>cvm_cluster_pin</c>: joins a cluster of the pairing service.</summary>
    public Secret? ClusterPin { get; init; }

    /// <summary><c>cvm_cluster_master</c> (default off): this machine is the cluster's head node.</summary>
    public bool? ClusterMaster { get; init; }

    /// <summary><c>cvm_service_url</c>: base URL of the pairing service.</summary>
    public Uri? ServiceUrl { get; init; }
}
