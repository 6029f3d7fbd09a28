using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Tests.Support;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

/// <summary>Who asks is told where it is wanted, and secrets stay where they belong.</summary>
public sealed class CredentialTests
{
    private static readonly TestObject Content = TestObject.Random(1000);

    [Fact(Timeout = 60_000)]
    public async Task The_caller_flows_into_tracing_headers()
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        var network = TestSettings.Network(origin.Url) with { SendTracingHeaders = true, TracingHeaders = [new("X-CVMFS-team", "atlas")] };
        await using var bench = new FetchBench(network);
        RequestOrigin.Current = new RequestOrigin(4711, 1000, 100);
        Assert.True((await bench.ReadAsync(Content.Wanted)).IsOk);
        var headers = origin.Requests.Single().Headers;
        Assert.Equal(("4711", "1000", "100", "atlas"), (headers["X-CVMFS-PID"], headers["X-CVMFS-UID"], headers["X-CVMFS-GID"], headers["X-CVMFS-team"]));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_token_is_never_asked_for_or_sent_in_clear()
    {
        await using var origin = new FakeOrigin(_ => FakeReply.Ok(Content.Stored));
        var source = new TokenSource();
        await using var bench = new FetchBench(TestSettings.Network(origin.Url), given: new ClientServices { Credentials = source });
        RequestOrigin.Current = new RequestOrigin(4711, 1000, 100);
        Assert.True((await bench.ReadAsync(Content.Wanted)).IsOk);
        Assert.Equal(0, source.Asked);
        Assert.False(origin.Requests.Single().Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public void A_token_becomes_a_bearer_header_and_is_printed_nowhere()
    {
        var credential = RequestCredential.FromToken("s3cret");
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://server/x");
        new RequestHeaders(TestSettings.Network(), new ClientServices()).AddTo(message, new FetchRequest { Path = "x", MaxSize = 1 }, bypassCaches: false, credential);
        Assert.Equal("Bearer s3cret", message.Headers.Authorization!.ToString());
        Assert.DoesNotContain("s3cret", credential.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", ProxyList.Parse("http://user:s3cret@a:1", out _)!.ToString(), StringComparison.Ordinal);
    }

    private sealed class TokenSource : IRequestCredentials
    {
        public int Asked { get; private set; }

        public ValueTask<RequestCredential?> FindAsync(RequestOrigin origin, Uri server, CancellationToken cancellationToken)
        {
            Asked++;
            return ValueTask.FromResult<RequestCredential?>(RequestCredential.FromToken("s3cret"));
        }
    }
}
