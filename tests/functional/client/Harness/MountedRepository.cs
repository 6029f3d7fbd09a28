using System.Globalization;

namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>A folder of its own with configuration, cache and mount point, and the commands on it.</summary>
internal sealed class MountedRepository : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cvmfs-functional-").FullName;
    private readonly Interop _repository;

    public MountedRepository(Interop repository, string serverUrl, string? cache = null, params string[] parameters)
    {
        Products.RequireMounting();
        repository.Require();
        _repository = repository;
        Cache = cache ?? Path.Combine(_folder, "cache");
        Directory.CreateDirectory(MountPoint);
        Configure(serverUrl, parameters);
    }

    public string MountPoint => Path.Combine(_folder, "mnt");

    public string Cache { get; }

    public string LogFile => Path.Combine(_folder, "log");

    public string ConfigurationFile => Path.Combine(_folder, "config");

    public bool IsMounted => File.ReadLines("/proc/self/mountinfo").Any(line => line.Contains($" {MountPoint} ", StringComparison.Ordinal));

    public void Configure(string serverUrl, params string[] parameters) => File.WriteAllLines(ConfigurationFile,
    [
        $"CVMFS_SERVER_URL={serverUrl}",
        "CVMFS_HTTP_PROXY=DIRECT",
        $"CVMFS_PUBLIC_KEY={_repository.PublicKey}",
        $"CVMFS_CACHE_BASE={Cache}",
        $"CVMFS_USYSLOG={LogFile}",
        "CVMFS_SHARED_CACHE=yes",
        "CVMFS_CLAIM_OWNERSHIP=no",
        "CVMFS_MAGIC_XATTRS_VISIBILITY=never",
        "CVMFS_MAX_RETRIES=1",
        "CVMFS_BACKOFF_INIT=1",
        "CVMFS_BACKOFF_MAX=1",
        "CVMFS_TIMEOUT=2",
        "CVMFS_TIMEOUT_DIRECT=2",
        .. parameters,
    ]);

    public Task<CommandResult> TryMountAsync() =>
        Command.RunAsync(Products.Executable("cvmfs2"), "-o", $"config={ConfigurationFile}", _repository.Fqrn, MountPoint);

    public Task MountAsync() => MountAsync(TryMountAsync());

    /// <summary>Mounts with a limit of descriptors.</summary>
    public Task MountAsync(int openFiles) => MountAsync(Command.RunAsync(
        "sh", "-c", $"ulimit -n {openFiles}; exec \"$@\"", "sh", Products.Executable("cvmfs2"), "-o", $"config={ConfigurationFile}", _repository.Fqrn, MountPoint));

    private async Task MountAsync(Task<CommandResult> mounting)
    {
        var result = await mounting;
        Assert.True(result.ExitCode == 0, $"cvmfs2 ended with {result.ExitCode}: {result.Output}{result.Errors}{Log()}");
        Assert.True(IsMounted, "cvmfs2 said that it mounted, but nothing is mounted");
    }

    public async Task UnmountAsync()
    {
        var pid = int.Parse(await XattrAsync("user.pid"), CultureInfo.InvariantCulture);
        await Command.RequireAsync("umount", MountPoint);
        await ProcessEnds.WaitAsync(pid);
    }

    public async Task<string> XattrAsync(string name, string path = "") =>
        await Command.RequireAsync("getfattr", "--absolute-names", "--only-values", "-n", name, MountPoint + path);

    public string Log() => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    public async ValueTask DisposeAsync()
    {
        if (IsMounted)
        {
            var pid = await Command.RunAsync("getfattr", "--absolute-names", "--only-values", "-n", "user.pid", MountPoint);
            await Command.RequireAsync("umount", "-l", MountPoint);
            if (int.TryParse(pid.Output, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                await ProcessEnds.WaitAsync(number);
        }
        Directory.Delete(_folder, recursive: true);
    }
}
