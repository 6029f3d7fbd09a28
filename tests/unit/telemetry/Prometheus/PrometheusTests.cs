using System.Net;
using System.Net.Sockets;
using System.Text;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Metrics;
using CernVM.Cvmfs.Telemetry.Prometheus;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Telemetry.Tests.Prometheus;

public sealed class PrometheusTests
{
    [Fact]
    public void Figures_are_families_with_help_and_type() => Assert.Equal(
        """
        # HELP cvmfs_n_fs_open_total files opened
        # TYPE cvmfs_n_fs_open_total counter
        cvmfs_n_fs_open_total{repo="test.example.org"} 7
        # HELP cvmfs_cache_sz_used bytes
        # TYPE cvmfs_cache_sz_used gauge
        cvmfs_cache_sz_used{repo="test.example.org"} 8

        """,
        PrometheusText.Of(
            [new MountMetric("cvmfs.n_fs_open", 7, true, "files opened"), new MountMetric("cache.sz_used", 8, false, "bytes")],
            RepositoryName.Parse("test.example.org")));

    [Theory]
    [InlineData("9100", "127.0.0.1:9100")]
    [InlineData("0.0.0.0:9100", "0.0.0.0:9100")]
    [InlineData("[::1]:9100", "[::1]:9100")]
    [InlineData("unix:/run/x", "/run/x")]
    public void Addresses_are_read(string text, string expected)
    {
        Assert.True(MetricsAddress.TryParse(text, out var address));
        Assert.Equal(expected, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:9100")]
    [InlineData("70000")]
    [InlineData("::1")]
    [InlineData("127.0.0.1")]
    [InlineData("unix:relative")]
    public void Anything_else_is_refused(string text) => Assert.False(MetricsAddress.TryParse(text, out _));

    [Theory(Timeout = 60_000)]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200 OK", "the figures")]
    [InlineData("HEAD /metrics HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK", "\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 404", "/metrics")]
    [InlineData("POST /metrics HTTP/1.1\r\n\r\n", "HTTP/1.1 405", "GET")]
    [InlineData("nonsense\r\n\r\n", "HTTP/1.1 400", "HTTP")]
    public async Task Requests_are_answered(string request, string start, string end)
    {
        await using var server = new RunningServer();
        var answer = await server.AskAsync(Encoding.ASCII.GetBytes(request));
        Assert.StartsWith(start, answer, StringComparison.Ordinal);
        Assert.Contains(end, answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_peer_that_is_silent_is_dropped_and_others_are_served()
    {
        await using var server = new RunningServer();
        var silent = new List<Socket>();
        for (var count = 0; count < 8; count++)
            silent.Add(await server.ConnectAsync());
        var asking = server.AskAsync("GET /metrics HTTP/1.1\r\n\r\n"u8.ToArray());
        while (!asking.IsCompleted)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(asking, Task.Delay(10, TestContext.Current.CancellationToken));
        }

        Assert.Contains("the figures", await asking, StringComparison.Ordinal);
        silent.ForEach(socket => socket.Dispose());
    }

    [Fact(Timeout = 60_000)]
    public async Task Whatever_is_sent_the_next_one_is_answered()
    {
        await using var server = new RunningServer();
        await Gen.Byte.Array[0, 200].SampleAsync(async bytes =>
        {
            byte[] ended = [.. bytes, .. "\r\n\r\n"u8];
            Assert.StartsWith("HTTP/1.1 ", await server.AskAsync(ended), StringComparison.Ordinal);
        }, iter: 100, threads: 2);
    }

    private sealed class RunningServer : IAsyncDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _run;

        public RunningServer()
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
            _run = new MetricsServer(() => "the figures", Clock).RunAsync(_listener, _stop.Token);
        }

        public FakeTimeProvider Clock { get; } = new();

        public async Task<Socket> ConnectAsync()
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(_listener.LocalEndPoint!);
            return socket;
        }

        public async Task<string> AskAsync(byte[] request)
        {
            using var socket = await ConnectAsync();
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(request);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadToEndAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Task.WhenAny(_run);
            _listener.Dispose();
            _stop.Dispose();
        }
    }
}
