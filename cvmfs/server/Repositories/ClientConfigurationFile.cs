using System.Text;

namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>Writes <c>client.conf</c>, the configuration of the publisher's own read-only mount (formats §12.1), and <c>client.local</c>.</summary>
internal static class ClientConfigurationFile
{
    public static string Write(RepositorySettings settings)
    {
        var keys = new KeyFiles(settings.KeyDirectory, settings.Name);
        var text = new StringBuilder("# Created by cvmfs_server mkfs: the read-only mount below the union.\n");
        foreach (var (key, value) in new[]
        {
            ("CVMFS_CACHE_BASE", settings.Spool.Cache),
            ("CVMFS_SHARED_CACHE", "no"),
            ("CVMFS_QUOTA_LIMIT", "4000"),
            ("CVMFS_MOUNT_DIR", "/cvmfs"),
            ("CVMFS_SERVER_URL", settings.Stratum0),
            ("CVMFS_HTTP_PROXY", "DIRECT"),
            ("CVMFS_PUBLIC_KEY", keys.MasterPublicKey),
            ("CVMFS_CHECK_PERMISSIONS", "yes"),
            ("CVMFS_CLAIM_OWNERSHIP", "no"),
            ("CVMFS_AUTO_UPDATE", "no"),
            ("CVMFS_MAGIC_XATTRS_VISIBILITY", "never"),
            ("CVMFS_FOLLOW_REDIRECTS", "yes"),
            ("CVMFS_SERVER_CACHE_MODE", "yes"),
            ("CVMFS_NFILES", "65536"),
        })
            text.Append(key).Append('=').Append(value).Append('\n');
        return text.ToString();
    }
}
