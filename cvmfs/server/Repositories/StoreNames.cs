using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>Files of the store that have a name of their own (formats §2).</summary>
internal static class StoreNames
{
    public static StoreKey Manifest { get; } = StoreKey.Parse(".cvmfspublished");

    public static StoreKey Whitelist { get; } = StoreKey.Parse(".cvmfswhitelist");

    public static StoreKey Reflog { get; } = StoreKey.Parse(".cvmfsreflog");

    public static StoreKey MasterReplica { get; } = StoreKey.Parse(".cvmfs_master_replica");
}
