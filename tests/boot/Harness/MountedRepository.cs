namespace CernVM.Boot.Tests.Harness;

/// <summary>A look into the published repository through a mount on this machine.</summary>
internal static class MountedRepository
{
    /// <summary>The content hash of a file, as the mount's <c>user.hash</c> tells it.</summary>
    public static async Task<string> HashOfAsync(string folder, int port, string path, CancellationToken cancellation)
    {
        var mountpoint = Directory.CreateDirectory(Path.Combine(folder, "mnt")).FullName;
        var configuration = Path.Combine(folder, "mount.conf");
        await File.WriteAllTextAsync(
            configuration,
            $"""
            CVMFS_SERVER_URL=http://127.0.0.1:{port}/cvmfs/@fqrn@
            CVMFS_HTTP_PROXY=DIRECT
            CVMFS_PUBLIC_KEY={Artifacts.PublicKey}
            CVMFS_CACHE_BASE={Path.Combine(folder, "cache")}
            CVMFS_SHARED_CACHE=no
            CVMFS_RELOAD_SOCKETS={folder}

            """,
            cancellation);
        var limit = TimeSpan.FromMinutes(1);
        var mounted = await Command.RunAsync(Artifacts.Program("cvmfs2"), ["-o", "config=" + configuration, Artifacts.RepositoryName, mountpoint], limit, cancellation);
        Assert.True(mounted.ExitCode == 0, mounted.ToString());
        try
        {
            var hash = await Command.RunAsync("getfattr", ["--only-values", "-n", "user.hash", Path.Combine(mountpoint, path)], limit, cancellation);
            Assert.True(hash.ExitCode == 0, hash.ToString());
            return hash.Output.Trim();
        }
        finally
        {
            await Command.RunAsync("umount", [mountpoint], limit, CancellationToken.None);
        }
    }
}
