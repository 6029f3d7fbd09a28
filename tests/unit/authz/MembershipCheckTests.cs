using System.Collections.Concurrent;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Formats;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Authz.Tests;

/// <summary>With a helper program of the tests' own, which notes every question.</summary>
public sealed class MembershipCheckTests : IDisposable
{
    private const string Script = """
        #!/usr/bin/perl
        die unless $ENV{CVMFS_AUTHZ_HELPER} eq 'yes' && !$ENV{PATH};
        binmode STDIN; binmode STDOUT; $| = 1;
        sub receive { read(STDIN, my $head, 8) == 8 or exit 0; my ($version, $length) = unpack('LL', $head); read(STDIN, my $text, $length); return $text; }
        sub answer { print pack('LL', 1, length $_[0]), $_[0]; }
        receive(); answer('{"cvmfs_authz_v1":{"msgid":1,"revision":0}}');
        while (1) {
            my $question = receive();
            exit 0 if $question =~ /"msgid":4/;
            open(my $notes, '>>', "$ENV{NOTES}"); print $notes "$question\n"; close $notes;
            ANSWER
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("authz-").FullName;
    private readonly ConcurrentQueue<ClientLogEntry> _log = new();
    private readonly FakeTimeProvider _clock = new();

    private int Questions => File.Exists(Notes) ? File.ReadAllLines(Notes).Length : 0;

    private string Notes => Path.Combine(_folder, "notes");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task The_helper_is_asked_once_a_session_until_its_answer_has_expired()
    {
        await using var check = Check("""answer('{"cvmfs_authz_v1":{"msgid":3,"revision":0,"status":0,"ttl":10,"bearer_token":"t"}}');""");

        Assert.True(await IsMemberAsync(check, 1000));
        Assert.True(await IsMemberAsync(check, 1000));
        Assert.Equal(1, Questions);
        Assert.Equal("t", (await check.FindAsync(Caller(1000), new Uri("https://x"), TestContext.Current.CancellationToken))!.BearerToken);
        Assert.True(await IsMemberAsync(check, 1001));
        Assert.Equal(2, Questions);

        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.True(await IsMemberAsync(check, 1000));
        Assert.Equal(3, Questions);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_is_no_member_gets_no_credential_even_if_the_helper_gives_one()
    {
        await using var check = Check("""answer('{"cvmfs_authz_v1":{"msgid":3,"revision":0,"status":3,"bearer_token":"t"}}');""");

        Assert.False(await IsMemberAsync(check, 1000));
        Assert.Null(await check.FindAsync(Caller(1000), new Uri("https://x"), TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_requirement_everybody_reads_and_nobody_is_asked()
    {
        await using var check = Check("exit 1;");
        check.Membership = null;

        Assert.True(await IsMemberAsync(check, 1000));
        Assert.Null(await check.FindAsync(Caller(1000), new Uri("https://x"), TestContext.Current.CancellationToken));
        Assert.Empty(_log);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("exit 1;")]
    [InlineData("answer('nonsense');")]
    [InlineData("print pack('LL', 2, 2), '{}';")]
    [InlineData("print pack('LL', 1, 0xffffffff);")]
    public async Task A_helper_that_fails_denies_and_is_started_again_after_a_pause(string behaviour)
    {
        await using var check = Check(behaviour);

        Assert.False(await IsMemberAsync(check, 1000));
        Assert.False(await IsMemberAsync(check, 1001));
        Assert.Equal(1, Questions);
        Assert.Single(_log, entry => entry.Level == ClientLogLevel.Error);

        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False(await IsMemberAsync(check, 1000));
        Assert.Equal(2, Questions);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_missing_helper_is_named_with_the_parameters_that_help()
    {
        await using var check = new MembershipCheck(Settings([]), _log.Enqueue, _clock) { Membership = "grid%/x" };

        Assert.False(await IsMemberAsync(check, 1000));

        var message = Assert.Single(_log).Message;
        Assert.Contains("/usr/libexec/cvmfs/authz/cvmfs_grid_helper", message, StringComparison.Ordinal);
        Assert.Contains("CVMFS_AUTHZ_SEARCH_PATH", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b%x")]
    [InlineData("%x")]
    [InlineData("../../bin/sh%x")]
    public void A_schema_cannot_lead_out_of_the_folder_of_helpers(string membership) =>
        Assert.Null(new AuthzSettings { Repository = "a.b" }.HelperFor(membership));

    private static RequestOrigin Caller(uint uid) => new(Environment.ProcessId, uid, 100);

    private static ValueTask<bool> IsMemberAsync(MembershipCheck check, uint uid) => check.IsMemberAsync(Caller(uid), TestContext.Current.CancellationToken);

    private MembershipCheck Check(string answer)
    {
        var helper = Path.Combine(_folder, "helper");
        File.WriteAllText(helper, Script.Replace("ANSWER", answer, StringComparison.Ordinal));
        File.SetUnixFileMode(helper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new MembershipCheck(Settings(new() { ["CVMFS_AUTHZ_HELPER"] = helper, ["CVMFS_AUTHZ_NOTES"] = Notes }), _log.Enqueue, _clock) { Membership = "test%members" };
    }

    private ClientSettings Settings(Dictionary<string, string> variables) => new()
    {
        Repository = RepositoryName.Parse("test.example.org"),
        Network = new NetworkSettings { Servers = [], Proxies = ProxyList.Direct },
        Cache = new CacheSettings { Directory = _folder, Workspace = _folder },
        Trust = new TrustSettings { PublicKeyFiles = [] },
        Variables = variables,
    };
}
