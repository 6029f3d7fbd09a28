using System.Diagnostics;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace CernVM.Cvmfs.Server.FunctionalTests;

/// <summary>The executable under test, working below a root directory of its own. Knows nothing of the product's code.</summary>
internal sealed class Publisher : IDisposable
{
    public const string Repository = "test.example.org";

    private readonly string _executable = Find();

    /// <summary>Everything that the publisher makes is below this directory.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("cvmfs_server-").FullName;

    public string Storage => Path.Combine(Root, "srv/cvmfs", Repository);

    public string Keys => Path.Combine(Root, "etc/cvmfs/keys");

    /// <summary>Where a transaction is written to.</summary>
    public string Union => Path.Combine(Root, "cvmfs", Repository);

    /// <summary>A mount of what clients get.</summary>
    public string Mount => Path.Combine(Root, "mount");

    public string Source => Directory.CreateDirectory(Path.Combine(Root, "source")).FullName;

    /// <summary>Runs a verb that must succeed.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var result = await Command(arguments).ExecuteBufferedAsync();
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.StandardError}");
        return result.StandardOutput;
    }

    /// <summary>Runs a verb that must fail; returns what it says.</summary>
    public async Task<string> FailAsync(params string[] arguments)
    {
        var result = await Command(arguments).ExecuteBufferedAsync();
        Assert.NotEqual(0, result.ExitCode);
        return result.StandardError;
    }

    /// <summary>The command, not yet started.</summary>
    public Command Command(params string[] arguments) => Tool("cvmfs_server", arguments);

    /// <summary>Another command of the executable, not yet started.</summary>
    public Command Tool(string name, params string[] arguments) => Cli.Wrap(_executable)
        .WithArguments([name, .. arguments])
        .WithEnvironmentVariables(variables => variables.Set("CVMFS_ROOT_DIR", Root))
        .WithValidation(CommandResultValidation.None);

    /// <summary>Runs a shell script that must succeed.</summary>
    public async Task<string> ShellAsync(string script)
    {
        var result = await Cli.Wrap("/bin/sh").WithArguments(["-euc", script]).WithWorkingDirectory(Root)
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Encoding.UTF8);
        Assert.True(result.ExitCode == 0, $"{script}: {result.StandardError}");
        return result.StandardOutput.TrimEnd();
    }

    /// <summary>Makes a repository that is read through a file:// URL, so that a transaction needs no web server.</summary>
    public Task CreateAsync() => RunAsync(
        "mkfs", "-w", $"file://{Storage}", "--set", "CVMFS_INCLUDE_XATTRS=true", "--set", "CVMFS_ENABLE_MTIME_NS=true", Repository);

    /// <summary>Mounts the newest revision for a script to read, with an empty cache.</summary>
    public async Task<string> ReadMountAsync(string script)
    {
        await ShellAsync($"""
            mkdir -p mount
            printf 'CVMFS_SERVER_URL=file://%s\nCVMFS_HTTP_PROXY=DIRECT\nCVMFS_PUBLIC_KEY=%s\nCVMFS_CACHE_BASE=%s\n' '{Storage}' '{Keys}/{Repository}.pub' '{Root}/cache' > client.conf
            printf 'CVMFS_CLAIM_OWNERSHIP=no\nCVMFS_MAGIC_XATTRS_VISIBILITY=never\n' >> client.conf
            """);
        // The daemon that stays behind keeps the pipes, so a pipe's end would never come.
        await ShellAsync($"'{_executable}' cvmfs2 -o config='{Root}/client.conf' {Repository} '{Mount}' > client.out 2>&1 || (cat client.out >&2; exit 1)");
        try
        {
            return await ShellAsync(script);
        }
        finally
        {
            // The cache is the client's until its process has ended.
            await ShellAsync("pid=$(getfattr --only-values -n user.pid mount); umount mount; tail --pid=$pid -f /dev/null; rm -rf cache");
        }
    }

    // By the shell: the trees hold names that are not valid UTF-8.
    public void Dispose()
    {
        var clean = $"grep -o ' {Root}/[^ ]*' /proc/mounts | sort -r | xargs -r umount -l; rm -rf --one-file-system {Root}";
        using var shell = Process.Start("/bin/sh", ["-c", clean]);
        shell.WaitForExit();
    }

    private static string Find()
    {
        if (Environment.UserName != "root")
            Assert.Skip("Needs root: devices and file capabilities are published.");
        var folder = Environment.GetEnvironmentVariable("CERNVM_BIN");
        for (var up = AppContext.BaseDirectory; folder is null && up is not null; up = Path.GetDirectoryName(up))
        {
            if (File.Exists(Path.Combine(up, "CernVM.sln")))
                folder = Path.Combine(up, "artifacts", "bin");
        }

        var executable = Path.Combine(folder ?? "", "cvmfs");
        if (!File.Exists(executable))
            Assert.Skip($"There is no {executable}; build it with ./build.sh --target=Build, or set CERNVM_BIN.");
        return executable;
    }
}
