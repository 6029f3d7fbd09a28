using System.Text.Json;
using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary><c>cvmfs_config</c> on a machine of its own: texts and codes that scripts of sites depend on.</summary>
public class ConfigCommandTests
{
    private const string MountIt = "mkdir /cvmfs/basic.example.org && mount -t cvmfs basic.example.org /cvmfs/basic.example.org\n";

    [Fact(Timeout = 120_000)]
    public async Task Showconfig_tells_every_value_with_its_file()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            echo 'if [ "$CVMFS_FQRN" = basic.example.org ]; then CVMFS_TIMEOUT=`expr 3 + 4`; fi' >/etc/cvmfs/config.d/basic.example.org.local
            cvmfs_config showconfig -s basic.example.org; echo "code $?"
            cvmfs_config showconfig basic.example.org | grep -c '=$'
            . /etc/cvmfs/config.sh
            cvmfs_readconfig basic.example.org && echo "$CVMFS_TIMEOUT $CVMFS_CACHE_DIR $(cvmfs_getorigin basic.example.org CVMFS_TIMEOUT)"
            """);

        var lines = Lines(result);
        Assert.Equal("CVMFS_REPOSITORY_NAME=basic.example.org", lines[0]);
        Assert.Contains("CVMFS_TIMEOUT=7    # from /etc/cvmfs/config.d/basic.example.org.local", lines);
        Assert.Contains("CVMFS_TIMEOUT_DIRECT=10    # from /etc/cvmfs/default.conf", lines);
        Assert.Contains($"CVMFS_CACHE_DIR={machine.Folder}/cache/shared", lines);
        Assert.Contains("code 0", lines);
        Assert.True(int.Parse(lines[^2], System.Globalization.CultureInfo.InvariantCulture) > 30);
        Assert.Equal($"7 {machine.Folder}/cache/shared /etc/cvmfs/config.d/basic.example.org.local", lines[^1]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Status_stat_probe_and_fuser_speak_of_what_is_mounted()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync(MountIt + """
            cat /cvmfs/basic.example.org/hello.txt >/dev/null
            cvmfs_config stat basic.example.org
            cvmfs_config stat -v basic.example.org | grep -c ': '
            cvmfs_config stat other.example.org; echo "stat $?"
            cvmfs_config probe; echo "probe $?"
            cvmfs_config probe other.example.org; echo "probe $?"
            (cd /cvmfs/basic.example.org; exec sleep 100) & user=$!
            for attempt in $(seq 100); do [ "$(readlink /proc/$user/cwd)" = /cvmfs/basic.example.org ] && break; sleep 0.1; done
            [ "$(cvmfs_config fuser basic.example.org)" = $user ]; echo "fuser $?"
            cvmfs_config umount | head -n 1; kill $user; wait $user
            cvmfs_config umount; echo "umount $?"
            cvmfs_config status; echo "status $?"
            """);

        var lines = Lines(result);
        Assert.StartsWith("VERSION PID UPTIME(M) MEM(K) REVISION EXPIRES(M) NOCATALOGS CACHEUSE(K) CACHEMAX(K) NOFDUSE", lines[0], StringComparison.Ordinal);
        var columns = lines[1].Split(' ');
        Assert.Equal(19, columns.Length);
        Assert.InRange(int.Parse(columns[7], System.Globalization.CultureInfo.InvariantCulture), 1, 4095999);
        Assert.Equal(["4096000", "DIRECT", "1"], [columns[8], columns[17], columns[18]]);
        Assert.Equal(
            [
                "14", "other.example.org not mounted", "stat 1", "Probing /cvmfs/basic.example.org... OK", "probe 0", "Probing /cvmfs/other.example.org... Failed!",
                "probe 1", "fuser 0", "Unmounting /cvmfs/basic.example.org: Failed!", "Unmounting /cvmfs/basic.example.org: OK", "umount 0", "status 0",
            ],
            lines[2..].Where(line => !line.Contains("Terminated", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 120_000)]
    public async Task Wipecache_empties_what_is_a_cache_and_nothing_else()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync(MountIt + """
            touch cache/shared/precious
            cvmfs_config wipecache --dry-run; echo "dry $?"
            test -d cache/shared/00; echo "kept $?"
            cat /cvmfs/basic.example.org/hello.txt >/dev/null
            cvmfs_config wipecache; echo "wiped $?"
            cat /cvmfs/basic.example.org/hello.txt >/dev/null; echo "still mounted $?"
            cvmfs_config umount
            cvmfs_config wipecache; echo "wiped $?"
            ls -d cache/shared/00 2>/dev/null; ls cache/shared/precious
            """);

        Assert.Equal(
            [
                $"Wiping out {machine.Folder}/cache/shared ... not done (dry run)", "dry 0", "kept 0", $"Wiping out {machine.Folder}/cache/shared ... OK", "wiped 0", "still mounted 0",
                "Unmounting /cvmfs/basic.example.org: OK", $"Wiping out {machine.Folder}/cache/shared ... OK", "wiped 0", "cache/shared/precious",
            ],
            Lines(result));
    }

    [Fact(Timeout = 120_000)]
    public async Task Killall_leaves_neither_clients_nor_mounts()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync(MountIt + """
            touch /var/run/cvmfs/left-over
            (cd /cvmfs/basic.example.org; exec sleep 100) &
            cvmfs_config killall --dry-run | sed 's/[0-9]* cvmfs2/N cvmfs2/'
            cvmfs_config killall; echo "killall $?"
            pgrep -x cvmfs2; grep -c cvmfs2 /proc/self/mountinfo; ls /var/run/cvmfs
            """);

        Assert.Equal(
            [
                "would kill N cvmfs2", "would unmount /cvmfs/basic.example.org", "Terminating cvmfs_config processes... OK", "Terminating cvmfs2 processes... OK",
                "Unmounting stale mount points... OK", "Cleaning up run-time variable data... OK", "killall 0", "0",
            ],
            Lines(result).Where(line => !line.Contains("Killed", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 120_000)]
    public async Task Setup_makes_user_folders_helper_and_map_once()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            sed -i /^cvmfs:/d /etc/passwd /etc/group /etc/shadow /etc/gshadow 2>/dev/null
            rm -r /etc/auto.master.d /usr/sbin/mount.cvmfs 2>/dev/null
            printf '+auto.master\n' >/etc/auto.master
            cvmfs_config setup nostart; echo "setup $?"
            cvmfs_config setup nostart; echo "again $?"
            stat -c %U /var/lib/cvmfs; id -gn cvmfs
            cat /etc/auto.master
            test -L /usr/sbin/mount.cvmfs; echo "helper $?"
            """);

        Assert.Equal(["setup 0", "again 0", "cvmfs", "cvmfs", "+auto.master", "/cvmfs /etc/auto.cvmfs", "helper 0"], Lines(result));
    }

    [Fact(Timeout = 120_000)]
    public async Task Chksetup_names_what_is_wrong_and_counts_it()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            chmod 644 /etc/auto.cvmfs
            rm -r /etc/cvmfs/keys/example.org
            echo CVMFS_CONFIG_REPOSITORY=x.example.org >>/etc/cvmfs/default.local
            echo CVMFS_QUOTA_LIMIT=10 >>/etc/cvmfs/default.local
            cvmfs_config chksetup >found; echo "code $?"
            grep -c ^Error: found
            cat found
            cvmfs_config chksetup --json
            """);

        var lines = Lines(result);
        Assert.Equal($"code {lines[1]}", lines[0]);
        Assert.Contains("Error: /etc/auto.cvmfs is not executable", lines);
        Assert.Contains("Error: public key location /etc/cvmfs/keys/example.org is not a directory", lines);
        Assert.Contains("Error: CVMFS_CONFIG_REPOSITORY can only be set in /etc/cvmfs/default.conf and /etc/cvmfs/default.d/*.conf (not in /etc/cvmfs/default.local)", lines);
        Assert.Contains("Warning: cache limit for basic.example.org is very low (below 1GB)", lines);
        using var json = JsonDocument.Parse(result.Output[result.Output.IndexOf("[\n", StringComparison.Ordinal)..]);
        Assert.True(json.RootElement.GetArrayLength() >= 4);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_bug_report_has_the_configuration_and_no_password()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            secret=hidden
            echo "CVMFS_FALLBACK_PROXY=http://user:$secret-word@proxy.example.org:3128" >>/etc/cvmfs/default.d/p.conf
            echo $secret-word >/etc/cvmfs/keys/x.masterkey
            export TMPDIR=$PWD
            cvmfs_config bugreport >/dev/null; echo "code $?"
            mkdir report && tar xzf cvmfs-bugreport.*/cvmfs-bugreport.tar.gz -C report
            grep -rl $secret-word report; echo "secrets $?"
            grep -c 'http://\*\*\*@proxy' report/bugreport/etc/cvmfs/default.d/p.conf
            ls report/bugreport | grep -c stdout
            """);

        var lines = Lines(result);
        Assert.Equal(["code 0", "secrets 1", "1"], lines[..3]);
        Assert.True(int.Parse(lines[3], System.Globalization.CultureInfo.InvariantCulture) > 20);
    }

    [Fact(Timeout = 120_000)]
    public async Task Wrong_calls_are_answered_with_code_1()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            cvmfs_config setup nonsense; echo $?
            cvmfs_config fuser; echo $?
            cvmfs_config nonsense >/dev/null 2>&1; echo $?
            cvmfs_config >/dev/null; echo $?
            setpriv --reuid=nobody --regid=nogroup --clear-groups cvmfs_config umount; echo $?
            """);

        Assert.Equal(["Bad option: nonsense", "1", "one repository name required", "1", "1", "0", "root privileges required", "1"], Lines(result));
    }

    private static string[] Lines(CommandResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static RepositoryServer StartServer()
    {
        Interop.Basic.Require();
        return RepositoryServer.Start(Interop.Basic.Storage);
    }
}
