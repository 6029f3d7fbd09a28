using CliWrap;
using CliWrap.Buffered;

namespace CernVM.Functional.Tools.Tests.Observing;

/// <summary>A repository of its own, mounted with parameters of a test.</summary>
internal sealed class ObservedMount : IAsyncDisposable
{
    public Publisher Publisher { get; } = new();

    public string Folder => Publisher.Root;

    public string Socket => Path.Combine(Folder, "cache", Publisher.Repository, "cvmfs_io." + Publisher.Repository);

    public string MountPoint => Publisher.Mount;

    public string Log => File.Exists(Path.Combine(Folder, "log")) ? File.ReadAllText(Path.Combine(Folder, "log")) : "";

    public static async Task<ObservedMount> PublishAsync(string script)
    {
        var mount = new ObservedMount();
        await mount.Publisher.CreateAsync();
        await mount.Publisher.ShellAsync($"cd '{mount.Publisher.Source}'; {script}");
        await mount.Publisher.RunAsync("sync", Publisher.Repository, mount.Publisher.Source);
        return mount;
    }

    public async Task<BufferedCommandResult> TryMountAsync(params string[] parameters)
    {
        Directory.CreateDirectory(MountPoint);
        await File.WriteAllLinesAsync(Path.Combine(Folder, "client.conf"),
        [
            $"CVMFS_SERVER_URL=file://{Publisher.Storage}", "CVMFS_HTTP_PROXY=DIRECT", $"CVMFS_PUBLIC_KEY={Publisher.Keys}/{Publisher.Repository}.pub",
            $"CVMFS_CACHE_BASE={Folder}/cache", "CVMFS_SHARED_CACHE=no", $"CVMFS_USYSLOG={Folder}/log", .. parameters,
        ]);
        var result = await Publisher.Tool("cvmfs2", "-o", $"config={Folder}/client.conf", Publisher.Repository, MountPoint)
            .WithStandardOutputPipe(PipeTarget.ToFile(Path.Combine(Folder, "out"))).WithStandardErrorPipe(PipeTarget.ToFile(Path.Combine(Folder, "err"))).ExecuteAsync();
        return new BufferedCommandResult(result.ExitCode, result.StartTime, result.ExitTime, await File.ReadAllTextAsync(Path.Combine(Folder, "out")), await File.ReadAllTextAsync(Path.Combine(Folder, "err")));
    }

    public async Task MountAsync(params string[] parameters)
    {
        var result = await TryMountAsync(parameters);
        Assert.True(result.ExitCode == 0, result.StandardError + Log);
    }

    public async Task<string> TalkAsync(string command) =>
        (await Publisher.Tool("cvmfs_talk", "-p", Socket, command).ExecuteBufferedAsync()).StandardOutput;

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(MountPoint))
            await Publisher.ShellAsync($"umount '{MountPoint}' 2>/dev/null && while [ -e '{Socket}' ]; do sleep 0.05; done || true");
        Publisher.Dispose();
    }
}
