using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>The log of every step, switched on and off under a live mount.</summary>
public sealed class DebugLogTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_reload_follows_the_configuration()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            mkdir /cvmfs/basic.example.org && mount -t cvmfs basic.example.org /cvmfs/basic.example.org
            mkdir cache/log && chown cvmfs: cache/log
            echo "CVMFS_DEBUGLOG=$WORK/cache/log/debug" >/etc/cvmfs/config.d/basic.example.org.local
            cd /cvmfs/basic.example.org
            for name in before with without; do
              test -e "absent-$name"
              cvmfs_config reload basic.example.org | sed 's/pid [0-9]*/pid/'
              : >/etc/cvmfs/config.d/basic.example.org.local
            done
            test -e absent-after
            grep 'LOOKUP' "$WORK/cache/log/debug" | grep -o 'absent-[a-z]*'
            cd /
            """);

        const string Reload = "Reloading basic.example.org... OK (pid)";
        Assert.Equal([Reload, Reload, Reload, "absent-with"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact(Timeout = 120_000)]
    public async Task Scripts_of_the_original_say_it_themselves()
    {
        await using var server = StartServer();
        var folder = Directory.CreateTempSubdirectory("cvmfs-debug-").FullName;
        try
        {
            var log = Path.Combine(folder, "debug");
            await using var mount = new MountedRepository(Interop.Basic, server.Url, null, $"CVMFS_RELOAD_SOCKETS={folder}", $"CVMFS_DEBUGLOG={log}");
            await mount.MountAsync();
            Assert.False(File.Exists(mount.MountPoint + "/absent-mounted"));
            await ReloadAsync(folder);
            Assert.False(File.Exists(mount.MountPoint + "/absent-without"));
            await ReloadAsync(folder, "stop_and_go", "--debug");
            Assert.False(File.Exists(mount.MountPoint + "/absent-with"));

            var text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
            Assert.Contains("absent-mounted", text, StringComparison.Ordinal);
            Assert.DoesNotContain("absent-without", text, StringComparison.Ordinal);
            Assert.Contains("absent-with", text, StringComparison.Ordinal);
            Assert.Contains($"Every step is logged to {log}.", mount.Log(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory(Timeout = 120_000)]
    [InlineData("fuse_debug", true)]
    [InlineData("debug", false)]
    public async Task Fuse_debug_shows_requests_as_long_as_the_mount_lives(string option, bool isShownAfterReload)
    {
        await using var server = StartServer();
        var folder = Directory.CreateTempSubdirectory("cvmfs-debug-").FullName;
        try
        {
            await using var mount = new MountedRepository(Interop.Basic, server.Url, null, $"CVMFS_RELOAD_SOCKETS={folder}");
            var client = Command.RunAsync(Products.Executable("cvmfs2"), "-f", "-o", $"config={mount.ConfigurationFile},{option}", Interop.Basic.Fqrn, mount.MountPoint);
            while (!client.IsCompleted && !File.Exists(Path.Combine(folder, "cvmfs." + Interop.Basic.Fqrn)))
                await Task.Delay(50, TestContext.Current.CancellationToken);
            Assert.False(File.Exists(mount.MountPoint + "/absent-mounted"));
            await ReloadAsync(folder);
            Assert.False(File.Exists(mount.MountPoint + "/absent-reloaded"));
            await mount.UnmountAsync();

            var shown = (await client).Errors;
            Assert.Matches("LOOKUP .*\"absent-mounted\"", shown);
            Assert.Contains("LOOKUP -> ", shown, StringComparison.Ordinal);
            Assert.Equal(isShownAfterReload, shown.Contains("absent-reloaded", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory(Timeout = 120_000)]
    [InlineData("fuse_debug")]
    [InlineData("debug")]
    public async Task What_nobody_would_see_is_told(string option)
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url);

        var result = await Command.RunAsync(
            Products.Executable("cvmfs2"), "-o", $"config={mount.ConfigurationFile},{option}", Interop.Basic.Fqrn, mount.MountPoint);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("CVMFS_DEBUGLOG names a file", result.Errors, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("CVMFS_DEBUGLOG", "steps are lost until it can")]
    [InlineData("CVMFS_USYSLOG", "the system's log is used instead")]
    public async Task A_log_file_that_cannot_be_written_is_told_and_the_repository_mounted(string parameter, string consequence)
    {
        await using var server = StartServer();
        await using var mount = new MountedRepository(Interop.Basic, server.Url, null, $"{parameter}=/no/such/folder/log");

        var result = await Command.RunAsync(Products.Executable("cvmfs2"), "-o", $"config={mount.ConfigurationFile}", Interop.Basic.Fqrn, mount.MountPoint);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"{parameter}=/no/such/folder/log cannot be written", result.Errors, StringComparison.Ordinal);
        Assert.Contains(consequence, result.Errors, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFileSystemEntries(mount.MountPoint));
    }

    private static async Task ReloadAsync(string sockets, params string[] rest) => await Command.RequireAsync(
        Products.Executable("cvmfs2"), ["__RELOAD__", Path.Combine(sockets, "cvmfs." + Interop.Basic.Fqrn), .. rest]);

    private static RepositoryServer StartServer()
    {
        Interop.Basic.Require();
        return RepositoryServer.Start(Interop.Basic.Storage);
    }
}
