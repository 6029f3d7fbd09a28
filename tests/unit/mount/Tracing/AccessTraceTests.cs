using System.Text;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Tracing;
using CsCheck;

namespace CernVM.Cvmfs.Mount.Tests.Tracing;

public sealed class AccessTraceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trace-").FullName;
    private readonly MountLog _log = new([], TimeProvider.System);

    private string File => Path.Combine(_folder, "trace.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_are_those_of_the_original()
    {
        var line = new MemoryStream();
        var time = DateTimeOffset.FromUnixTimeMilliseconds(1700000000123).AddMicroseconds(45);
        TraceLine.Write(new TraceRecord(time, TraceEvent.Open, RepositoryPath.Parse("/a \"b\""), null, "open()"), line);
        Assert.Equal("\"1700000000123.045\",\"1\",\"/a \"\"b\"\"\",\"open()\"\r\n", Encoding.UTF8.GetString(line.ToArray()));
    }

    [Fact]
    public void Bytes_that_are_no_text_pass_through()
    {
        var line = new MemoryStream();
        TraceLine.Write(new TraceRecord(DateTimeOffset.UnixEpoch, TraceEvent.Lookup, RepositoryPath.FromUtf8([(byte)'/', 0xff]), null, ""), line);
        Assert.Contains((byte)0xff, line.ToArray());
    }

    [Fact(Timeout = 60_000)]
    public Task A_flush_writes_what_was_noted_before() => Task.Run(() =>
    {
        using var trace = Start("100", "99");
        trace.Note(TraceEvent.Open, RepositoryPath.Parse("/x"), "open()");
        Assert.False(System.IO.File.ReadAllText(File).Contains("/x", StringComparison.Ordinal), "a line left the buffer below the threshold");
        trace.Flush();
        Assert.Equal(["-1", "1", "-3"], Events());
    });

    [Fact(Timeout = 60_000)]
    public Task A_buffer_smaller_than_the_accesses_loses_none() => Task.Run(() =>
    {
        const int Accesses = 4000;
        using (var trace = Start("8", "3"))
            Parallel.For(0, Accesses, number => trace.Note(TraceEvent.Lookup, RepositoryPath.Parse($"/{number}"), "lookup()"));
        var events = Events();
        Assert.Equal(Accesses, events.Count(code => code == "4"));
        Assert.Equal("-2", events[^1]);
    });

    [Theory]
    [InlineData("1", "0")]
    [InlineData("10", "10")]
    [InlineData("ten", "1")]
    public void Sizes_that_make_no_sense_are_refused(string buffer, string threshold)
    {
        Assert.Null(AccessTrace.Start(Settings(buffer, threshold), _log, TimeProvider.System, out var mistake));
        Assert.Contains("CVMFS_TRACEBUFFER", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_named()
    {
        Directory.CreateDirectory(File);
        Assert.Null(AccessTrace.Start(Settings("10", "5"), _log, TimeProvider.System, out var mistake));
        Assert.Contains(File, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_path_reads_back_from_its_line() =>
        Gen.Byte.Array[1, 20].Sample(name =>
        {
            if (!RepositoryPath.IsName(name) || name.AsSpan().ContainsAny((byte)'\r', (byte)'\n'))
                return;
            var line = new MemoryStream();
            TraceLine.Write(new TraceRecord(DateTimeOffset.UnixEpoch, TraceEvent.Open, RepositoryPath.Root.Combine(name), null, "open()"), line);
            var text = Encoding.Latin1.GetString(line.ToArray())["\"0.000\",\"1\",\"".Length..^"\",\"open()\"\r\n".Length];
            Assert.Equal("/" + Encoding.Latin1.GetString(name), text.Replace("\"\"", "\"", StringComparison.Ordinal));
        });

    private AccessTrace Start(string buffer, string threshold) => AccessTrace.Start(Settings(buffer, threshold), _log, TimeProvider.System, out _)!;

    private List<string> Events() => [.. System.IO.File.ReadAllLines(File).Select(line => line.Split(',')[1].Trim('"'))];

    private ClientSettings Settings(string buffer, string threshold) => new()
    {
        Repository = RepositoryName.Parse("test.example.org"),
        Network = new NetworkSettings { Servers = [], Proxies = ProxyList.Direct },
        Cache = new CacheSettings { Directory = _folder, Workspace = _folder },
        Trust = new TrustSettings { PublicKeyFiles = [] },
        Variables = new Dictionary<string, string>
        {
            ["CVMFS_TRACEFILE"] = File, ["CVMFS_TRACEBUFFER"] = buffer, ["CVMFS_TRACEBUFFER_THRESHOLD"] = threshold,
        },
    };
}
