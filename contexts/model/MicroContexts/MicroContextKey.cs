using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.MicroContexts;

/// <summary>One key of the block: its name, what its value must look like, and the member that takes it.</summary>
/// <param name="Name">As written in documents; compared without case, as the original does.</param>
/// <param name="Expected">Completes "expected …" in a message.</param>
/// <param name="Apply">The context with the value, or null when the value does not fit.</param>
internal sealed record MicroContextKey(string Name, string Expected, Func<MicroContext, string, MicroContext?> Apply)
{
    private const string Switch = "a switch: yes, on, true, 1, no, off, false or 0";
    private const string Hosts = "a list of host names or http:// URLs separated by commas";

    public static IReadOnlyList<MicroContextKey> All { get; } =
    [
        new("resize_rootfs", Switch, (c, v) => Values.Switch(v) is { } b ? c with { ResizeRootFileSystem = b } : null),
        new("use_boothd", Switch, (c, v) => Values.Switch(v) is { } b ? c with { UseBootDisk = b } : null),
        new("cvmfs_http_proxy", "a proxy string such as \"http://squid.example.org:3128;DIRECT\"",
            (c, v) => Values.IsPrintable(v) ? c with { HttpProxy = v } : null),
        new("cvmfs_pac_urls", "a list of URLs separated by semicolons",
            (c, v) => Values.List(v, [';'], Values.IsUrl) is { } l ? c with { PacUrls = l } : null),
        new("cvmfs_server", Hosts, (c, v) => Values.List(v, [',', ';'], Values.IsHostOrUrl) is { } l ? c with { Servers = l } : null),
        new("cvmfs_cdn", Hosts + ", or NONE", (c, v) => v.Equals("NONE", StringComparison.OrdinalIgnoreCase)
            ? c with { CdnHosts = [] }
            : Values.List(v, [',', ';'], Values.IsHostOrUrl) is { } l ? c with { CdnHosts = l } : null),
        new("cvmfs_branch", "a repository name such as cernvm-prod.cern.ch (letters, digits, '-', '_', '.', at most 60)",
            (c, v) => Values.IsRepositoryName(v) ? c with { Repository = v } : null),
        new("cvmfs_tag", "the name of a snapshot, without spaces or slashes", (c, v) => Values.IsTag(v) ? c with { Tag = v } : null),
        new("cvmfs_profile_record", "a name of letters, digits, '-', '_' and '.', at most 100",
            (c, v) => Values.IsPlainName(v) ? c with { RecordProfile = v } : null),
        new("cvmfs_wait_on_squid", "a number of seconds from 0 to 86400, or off",
            (c, v) => Values.Seconds(v) is { } s ? c with { WaitOnSquid = s } : null),
        new("cernvm_path", "a directory of the repository such as cvm4, without '..'", (c, v) => Values.Path(v) is { } p ? c with { Path = p } : null),
        new("cernvm_inject", "a tar.gz archive in base64", (c, v) => Values.Gzip(v) is { } b ? c with { Inject = b } : null),
        new("useglideinWMS", Switch, (c, v) => Values.Switch(v) is { } b ? c with { UseGlideinWms = b } : null),
        new("cvm_cluster_pin", "the PIN that the pairing service gave, letters and digits only",
            (c, v) => Values.IsPin(v) ? c with { ClusterPin = new Secret(v) } : null),
        new("cvm_cluster_master", Switch, (c, v) => Values.Switch(v) is { } b ? c with { ClusterMaster = b } : null),
        new("cvm_service_url", "an http:// or https:// URL", (c, v) => Values.IsUrl(v) ? c with { ServiceUrl = new Uri(v) } : null),
    ];

    public static MicroContextKey? Find(string name) => All.FirstOrDefault(k => k.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What to say about a key that is none of these.</summary>
    public static string Unknown(string name) =>
        name.Equals("cvmfs_path", StringComparison.OrdinalIgnoreCase)
            ? "'cvmfs_path' occurs in old examples, but no boot agent ever read it; the directory of the operating system is cernvm_path."
            : $"{Quoted.Text(name)} is not a key of the block and is ignored.{Suggestion.For(name, All.Select(k => k.Name))}";
}
