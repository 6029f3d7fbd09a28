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

    private static async Task ReloadAsync(string sockets, params string[] rest) => await Command.RequireAsync(
        Products.Executable("cvmfs2"), ["__RELOAD__", Path.Combine(sockets, "cvmfs." + Interop.Basic.Fqrn), .. rest]);

    private static RepositoryServer StartServer()
    {
        Interop.Basic.Require();
        return RepositoryServer.Start(Interop.Basic.Storage);
    }
}
