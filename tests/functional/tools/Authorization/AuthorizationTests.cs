using CernVM.Functional.Tools.Tests.Observing;

namespace CernVM.Functional.Tools.Tests.Authorization;

/// <summary>A repository with a membership requirement: a helper decides who reads.</summary>
public sealed class AuthorizationTests
{
    private const string Helper = """
        #!/usr/bin/perl
        binmode STDIN; binmode STDOUT; $| = 1;
        sub receive { read(STDIN, my $head, 8) == 8 or exit 0; my ($version, $length) = unpack('LL', $head); read(STDIN, my $text, $length); return $text; }
        sub answer { print pack('LL', 1, length $_[0]), $_[0]; }
        receive(); answer('{"cvmfs_authz_v1":{"msgid":1,"revision":0}}');
        while (1) {
            my $question = receive();
            my $status = $question =~ /"uid":4242\b/ ? 0 : 3;
            answer("{\"cvmfs_authz_v1\":{\"msgid\":3,\"revision\":0,\"status\":$status,\"ttl\":60}}");
        }
        """;

    [Fact(Timeout = 120_000)]
    public async Task Members_and_root_read_and_others_are_denied()
    {
        await using var mount = await ObservedMount.PublishAsync("mkdir dir; echo secret > dir/file");
        await ProtectedRepository.ProtectAsync(mount.Publisher, "test%/vo/group");
        await mount.Publisher.ShellAsync("chmod 755 .");
        Directory.CreateDirectory(Path.Combine(mount.Folder, "helpers"));
        var helper = Path.Combine(mount.Folder, "helpers", "cvmfs_test_helper");
        await File.WriteAllTextAsync(helper, Helper, TestContext.Current.CancellationToken);
        await mount.Publisher.ShellAsync($"chmod 755 '{helper}'");

        await mount.MountAsync($"CVMFS_AUTHZ_SEARCH_PATH={mount.Folder}/helpers", "CVMFS_CLAIM_OWNERSHIP=no");

        Task<string> AsAsync(int user, string script) => mount.Publisher.ShellAsync($"setpriv --reuid {user} --regid {user} --clear-groups sh -c '{script}' 2>&1 || true");
        Assert.Equal("secret", await AsAsync(4242, "cat mount/dir/file"));
        Assert.Contains("Permission denied", await AsAsync(4243, "cat mount/dir/file"), StringComparison.Ordinal);
        Assert.Contains("Permission denied", await AsAsync(4243, "ls mount/dir"), StringComparison.Ordinal);
        Assert.Contains("Permission denied", await AsAsync(4243, "stat mount"), StringComparison.Ordinal);
        Assert.Equal("secret", await AsAsync(4242, "cat mount/dir/file"));
        Assert.Equal("secret", await mount.Publisher.ShellAsync("cat mount/dir/file"));
        Assert.Equal("test%/vo/group", await mount.Publisher.ShellAsync("getfattr --only-values -n user.authz mount"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_a_helper_only_root_reads()
    {
        await using var mount = await ObservedMount.PublishAsync("echo secret > file");
        await ProtectedRepository.ProtectAsync(mount.Publisher, "absent%x");
        await mount.Publisher.ShellAsync("chmod 755 .");
        await mount.MountAsync("CVMFS_CLAIM_OWNERSHIP=no");

        Assert.Contains("Permission denied", await mount.Publisher.ShellAsync("setpriv --reuid 4242 --regid 4242 --clear-groups cat mount/file 2>&1 || true"), StringComparison.Ordinal);
        Assert.Equal("secret", await mount.Publisher.ShellAsync("cat mount/file"));
        Assert.Contains("cvmfs_absent_helper is missing", mount.Log, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_open_repository_has_no_requirement_to_show()
    {
        await using var mount = await ObservedMount.PublishAsync("echo open > file");
        await mount.MountAsync("CVMFS_MAGIC_XATTRS_VISIBILITY=always");

        Assert.DoesNotContain("user.authz", await mount.Publisher.ShellAsync("getfattr mount"), StringComparison.Ordinal);
    }
}
