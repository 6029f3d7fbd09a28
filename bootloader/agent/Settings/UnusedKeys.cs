using CernVM.Contexts.Model.MicroContexts;

namespace CernVM.Bootloader.Agent.Settings;

/// <summary>Keys of the µcontext block that are understood but that this agent does not act on.</summary>
internal static class UnusedKeys
{
    /// <summary>The names of those that were given, as users wrote them.</summary>
    public static IReadOnlyList<string> In(MicroContext context)
    {
        (string Name, bool Given)[] keys =
        [
            ("resize_rootfs", context.ResizeRootFileSystem == false),
            ("use_boothd", context.UseBootDisk == true),
            ("cvmfs_pac_urls", context.PacUrls is { Count: > 0 }),
            ("cvmfs_wait_on_squid", context.WaitOnSquid > TimeSpan.Zero),
            ("cernvm_inject", context.Inject is not null),
            ("useglideinWMS", context.UseGlideinWms == true),
            ("cvm_cluster_pin", context.ClusterPin is not null),
            ("cvm_cluster_master", context.ClusterMaster == true),
            ("cvm_service_url", context.ServiceUrl is not null),
        ];
        return [.. keys.Where(key => key.Given).Select(key => key.Name)];
    }
}
