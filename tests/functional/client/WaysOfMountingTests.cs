using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>Mounts that are made by others than root with mount(2).</summary>
public class WaysOfMountingTests
{
    // Opens and mounts a FUSE device with perl's syscall (165 is mount(2) on x86-64), then hands the descriptor to the client.
    private const string Handover = """
        perl -e '$^F = 255; open(my $f, "+<", "/dev/fuse") or die; my $n = fileno($f);
          my ($source, $place, $type, $data) = ("cvmfs2", "/cvmfs/x", "fuse", "fd=$n,rootmode=40000,user_id=0,group_id=0,allow_other");
          syscall(165, $source, $place, $type, 7, $data) == 0 or die "mount: $!";
          exec @ARGV, "basic.example.org", "/dev/fd/$n"' cvmfs2
        """;

    [Fact(Timeout = 120_000)]
    public async Task An_ordinary_user_mounts_through_fusermount3()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/fusermount3"), "fusermount3 is not installed: apt-get install fuse3");
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync("""
            mkdir -m 755 own own/place && chown -R nobody own
            cp /etc/cvmfs/default.conf own/conf
            cat /etc/cvmfs/default.local /etc/cvmfs/domain.d/example.org.conf >>own/conf
            echo "CVMFS_CACHE_BASE=$PWD/own/cache" >>own/conf
            as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
            cd own
            $as cvmfs2 -o config=conf basic.example.org place; echo "mount $?"
            $as cat place/hello.txt >/dev/null; echo "read $?"
            $as stat -c %U place/hello.txt
            $as fusermount3 -u place; echo "umount $?"
            """);

        Assert.Equal(["mount 0", "read 0", "nobody", "umount 0"], Lines(result));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_device_that_was_opened_and_mounted_before_is_served()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync($"""
            mkdir /cvmfs/x
            {Handover}; echo "mount $?"
            test -s /cvmfs/x/hello.txt; echo "read $?"
            umount /cvmfs/x; echo "umount $?"
            """);

        Assert.Equal(["mount 0", "read 0", "umount 0"], Lines(result));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_device_is_served_by_the_user_of_the_options()
    {
        await using var server = StartServer();
        await using var machine = new PrivateMachine(Interop.Basic, server.Url);

        var result = await machine.RunAsync($"""
            mkdir /cvmfs/x && chown cvmfs cache
            {Handover} -o "uid=$(id -u cvmfs),gid=$(id -g cvmfs)"; echo "mount $?"
            ps -o user= -p "$(getfattr --only-values --absolute-names -n user.pid /cvmfs/x)"
            umount /cvmfs/x; echo "umount $?"
            """);

        Assert.Equal(["mount 0", "cvmfs", "umount 0"], Lines(result));
    }

    private static string[] Lines(CommandResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static RepositoryServer StartServer()
    {
        Interop.Basic.Require();
        return RepositoryServer.Start(Interop.Basic.Storage);
    }
}
