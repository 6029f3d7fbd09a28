using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>The client as a site has it: <c>/etc/cvmfs</c>, <c>mount -t cvmfs</c>, the automounter, <c>cvmfs_config</c>.</summary>
public class SiteTests
{
    [Fact(Timeout = 120_000)]
    public async Task Mount_runs_the_client_as_its_user_and_finds_it_again()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            mkdir /cvmfs/basic.example.org
            mount -t cvmfs basic.example.org /cvmfs/basic.example.org; echo "mount $?"
            ps -o user=,comm= -p "$(getfattr --only-values --absolute-names -n user.pid /cvmfs/basic.example.org)" | tr -s ' '
            stat -c '%U' /cvmfs/basic.example.org/hello.txt cache/shared
            mount -t cvmfs basic.example.org /cvmfs/basic.example.org; echo "again $?"
            mount -t cvmfs -o remount basic.example.org /cvmfs/basic.example.org; echo "remount $?"
            umount /cvmfs/basic.example.org
            mount -t cvmfs basic.example.org /cvmfs/basic.example.org; echo "directly after $?"
            """);

        Assert.Equal(
            ["mount 0", "cvmfs cvmfs2", "cvmfs", "cvmfs", "Repository basic.example.org is already mounted on /cvmfs/basic.example.org", "again 1", "remount 0", "directly after 0"],
            Lines(result));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("echo CVMFS_STRICT_MOUNT=yes CVMFS_REPOSITORIES=other >>/etc/cvmfs/default.d/x.conf; echo CVMFS_STRICT_MOUNT=yes >>/etc/cvmfs/default.local; echo CVMFS_REPOSITORIES=other.example.org >>/etc/cvmfs/default.local", "basic.example.org", "Not allowed to mount basic.example.org, add it to CVMFS_REPOSITORIES")]
    [InlineData("sed -i /PROXY/d /etc/cvmfs/default.local", "basic.example.org", "CVMFS_HTTP_PROXY required")]
    [InlineData("echo CVMFS_USER=nobody-here >>/etc/cvmfs/default.local", "basic.example.org", "Failed to find user nobody-here in passwd database")]
    [InlineData("true", "basic", "CVMFS_DEFAULT_DOMAIN missing")]
    [InlineData("true", "bad!name", "Invalid repository: bad!name")]
    public async Task What_forbids_to_mount_is_told_with_code_1(string change, string repository, string message)
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync($"{change}\nmkdir /cvmfs/x\nmount.cvmfs '{repository}' /cvmfs/x; echo \"code $?\"");

        Assert.Contains(message, result.Output, StringComparison.Ordinal);
        Assert.EndsWith("code 1\n", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Short_names_and_a_failed_client_are_handled_as_mount_expects()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            echo CVMFS_DEFAULT_DOMAIN=example.org >>/etc/cvmfs/default.local
            mkdir /cvmfs/x
            mount -t cvmfs -f basic /cvmfs/x; echo "fake $?"
            mount -t cvmfs basic /cvmfs/x && test -f /cvmfs/x/hello.txt; echo "short $?"
            umount /cvmfs/x
            echo CVMFS_SERVER_URL=http://127.0.0.1:1/cvmfs/@fqrn@ >/etc/cvmfs/config.d/nothing.example.org.conf
            mount -t cvmfs nothing /cvmfs/x 2>/dev/null; echo "dead server $?"
            """);

        Assert.Contains("fake 0", result.Output, StringComparison.Ordinal);
        Assert.Contains("short 0", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("dead server 32\n", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task The_automounter_mounts_repositories_and_before_them_the_config_repository()
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/automount"), "the automounter is not installed: apt-get install autofs");
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);
        await using var second = RepositoryServer.Start(Interop.Tagged.Storage);

        var result = await machine.RunAsync($$"""
            cp '{{Interop.Tagged.PublicKey}}' /etc/cvmfs/keys/example.org/
            echo CVMFS_SERVER_URL={{second.Url}} >/etc/cvmfs/config.d/tagged.example.org.conf
            echo CVMFS_CONFIG_REPOSITORY=tagged.example.org >/etc/cvmfs/default.d/50.conf
            cvmfs_config setup nostart; echo "setup $?"
            setsid automount -f --pid-file run/automount.pid >automount.log 2>&1 &
            automounter=$!
            for attempt in $(seq 100); do grep -q 'autofs /etc/auto.cvmfs\|autofs.*auto.cvmfs' /proc/self/mountinfo && break; sleep 0.1; done
            test -f /cvmfs/basic.example.org/hello.txt; echo "access $?"
            cvmfs_config probe; echo "probe $?"
            cvmfs_config status | cut -d' ' -f1-4 | sort
            ls /cvmfs/nonsense >/dev/null 2>&1; echo "nonsense $?"
            cvmfs_config umount | sort
            kill $automounter; wait $automounter
            """);

        Assert.Equal(
            [
                "setup 0", "access 0", "Probing /cvmfs/basic.example.org... OK", "probe 0", "basic.example.org mounted on /cvmfs/basic.example.org",
                "tagged.example.org mounted on /cvmfs/tagged.example.org", "nonsense 2", "Unmounting /cvmfs/basic.example.org: OK", "Unmounting /cvmfs/tagged.example.org: OK",
            ],
            Lines(result));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_client_that_another_namespace_keeps_alive_serves_the_next_mount()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            place=/cvmfs/basic.example.org
            mkdir $place && mount -t cvmfs basic.example.org $place; echo "mount $?"
            first=$(getfattr --only-values --absolute-names -n user.pid $place)
            mkfifo held go
            unshare -m --propagation private sh -c 'echo held >held; read -r word <go' &
            holder=$!
            read -r word <held
            umount $place; echo "umount $?"
            mount -t cvmfs basic.example.org $place; echo "attach $?"
            test -s $place/hello.txt; echo "read $?"
            test "$first" = "$(getfattr --only-values --absolute-names -n user.pid $place)"; echo "same client $?"
            echo go >go; wait $holder
            umount $place; echo "umount $?"
            """);

        Assert.Equal(
            [
                "mount 0", "umount 0", "CernVM-FS: linking /cvmfs/basic.example.org to repository basic.example.org (attaching)", "attach 0", "read 0", "same client 0",
                "umount 0",
            ],
            Lines(result));
    }

    [Fact(Timeout = 120_000)]
    public async Task The_config_repositorys_blacklist_forbids_a_repository()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            echo CVMFS_CONFIG_REPOSITORY=config.example.org >/etc/cvmfs/default.d/50.conf
            mkdir -p /cvmfs/config.example.org/etc/cvmfs /cvmfs/basic.example.org
            echo '<basic.example.org 1000' >/cvmfs/config.example.org/etc/cvmfs/blacklist
            mount -t cvmfs basic.example.org /cvmfs/basic.example.org; echo "forbidden $?"
            echo '<basic.example.org 1' >/cvmfs/config.example.org/etc/cvmfs/blacklist
            mount -t cvmfs basic.example.org /cvmfs/basic.example.org; echo "allowed $?"
            """);

        Assert.Contains("blacklist", result.Output, StringComparison.Ordinal);
        Assert.Contains("forbidden 32\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("allowed 0\n", result.Output, StringComparison.Ordinal);
    }

    private static string[] Lines(CommandResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static RepositoryServer StartServer()
    {
        Interop.Basic.Require();
        return RepositoryServer.Start(Interop.Basic.Storage);
    }
}
