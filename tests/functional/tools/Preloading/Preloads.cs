using CliWrap;
using CliWrap.Buffered;

namespace CernVM.Functional.Tools.Tests.Preloading;

/// <summary>A publisher, a cache that is preloaded from it, and a mount that has nothing but this cache.</summary>
internal sealed class Preloads : IAsyncDisposable
{
    public Publisher Publisher { get; } = new();

    public string Cache => Path.Combine(Publisher.Root, "preloaded");

    public string MountPoint => Path.Combine(Publisher.Root, "mount");

    public static async Task<Preloads> CreateAsync(string script)
    {
        var preloads = new Preloads();
        await preloads.Publisher.RunAsync("mkfs", "-m", "-w", $"file://{preloads.Publisher.Storage}", Publisher.Repository);
        await preloads.PublishAsync(script);
        return preloads;
    }

    /// <summary>Changes the source tree by a shell script and publishes it.</summary>
    public async Task PublishAsync(string script)
    {
        await Publisher.ShellAsync($"cd '{Publisher.Source}'; {script}");
        await Publisher.RunAsync("sync", Publisher.Repository, Publisher.Source);
    }

    public Command Command(params string[] more) => Publisher.Tool(
        "cvmfs_preload",
        ["-u", $"file://{Publisher.Storage}", "-r", Cache, "-k", $"{Publisher.Keys}/{Publisher.Repository}.pub", "-m", Publisher.Repository, .. more]);

    public Task<BufferedCommandResult> TryAsync(params string[] more) => Command(more).ExecuteBufferedAsync();

    public async Task<string> RunAsync(params string[] more)
    {
        var result = await TryAsync(more);
        Assert.True(result.ExitCode == 0, $"{result.ExitCode}: {result.StandardOutput}{result.StandardError}");
        return result.StandardOutput;
    }

    public async Task MountAsync()
    {
        await Publisher.ShellAsync($"""
            mkdir -p mount
            printf 'CVMFS_SERVER_URL=NOAVAIL\nCVMFS_HTTP_PROXY=NOAVAIL\nCVMFS_MAX_RETRIES=0\nCVMFS_TIMEOUT=1\n' > client.conf
            printf 'CVMFS_PUBLIC_KEY=%s\nCVMFS_CACHE_BASE=%s\nCVMFS_ALIEN_CACHE=%s\n' '{Publisher.Keys}/{Publisher.Repository}.pub' '{Publisher.Root}/cache' '{Cache}' >> client.conf
            printf 'CVMFS_QUOTA_LIMIT=-1\nCVMFS_SHARED_CACHE=no\nCVMFS_USYSLOG=%s\n' '{Publisher.Root}/log' >> client.conf
            """);
        var mounted = await Publisher.Tool("cvmfs2", "-o", $"config={Publisher.Root}/client.conf", Publisher.Repository, MountPoint)
            .WithStandardOutputPipe(PipeTarget.ToFile(Path.Combine(Publisher.Root, "mount.out"))).WithStandardErrorPipe(PipeTarget.ToFile(Path.Combine(Publisher.Root, "mount.err"))).ExecuteAsync();
        Assert.True(mounted.ExitCode == 0, File.ReadAllText(Path.Combine(Publisher.Root, "mount.err")));
    }

    public async Task<string> TalkAsync(string command)
    {
        var socket = Path.Combine(Publisher.Root, "cache", Publisher.Repository, "cvmfs_io." + Publisher.Repository);
        return (await Publisher.Tool("cvmfs_talk", "-p", socket, command).ExecuteBufferedAsync()).StandardOutput;
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(MountPoint))
            await Publisher.ShellAsync("umount mount 2>/dev/null || true");
        Publisher.Dispose();
    }
}
