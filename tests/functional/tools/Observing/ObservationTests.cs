using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CernVM.Functional.Tools.Tests.Observing;

/// <summary>Access trace, telemetry and metrics of a real mount.</summary>
public sealed class ObservationTests
{
    [Fact(Timeout = 120_000)]
    public async Task The_trace_has_a_line_for_what_was_read()
    {
        await using var mount = await ObservedMount.PublishAsync("mkdir dir; echo x > 'dir/a \"b\"'");
        var trace = Path.Combine(mount.Folder, "trace");
        await mount.MountAsync($"CVMFS_TRACEFILE={mount.Folder}/trace");

        await mount.Publisher.ShellAsync("cat mount/dir/a*; ls mount/dir");
        Assert.Equal("OK\n", await mount.TalkAsync("tracebuffer flush"));

        var lines = await File.ReadAllTextAsync(trace, TestContext.Current.CancellationToken);
        Assert.Contains("\"1\",\"/dir/a \"\"b\"\"\",\"open()\"\r\n", lines, StringComparison.Ordinal);
        Assert.Contains("\"2\",\"/dir\",\"opendir()\"\r\n", lines, StringComparison.Ordinal);
        Assert.Contains("\"-1\",\"Tracer\",\"Trace buffer created\"\r\n", lines, StringComparison.Ordinal);
        await mount.Publisher.ShellAsync("umount mount; while ! grep -q '\"-2\"' trace; do sleep 0.05; done");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_trace_file_that_cannot_be_written_keeps_from_mounting()
    {
        await using var mount = await ObservedMount.PublishAsync("echo x > file");

        var result = await mount.TryMountAsync("CVMFS_TRACEFILE=/does/not/exist/trace");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("CVMFS_TRACEFILE", result.StandardError, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Influx_gets_absolute_values_and_then_changes()
    {
        await using var mount = await ObservedMount.PublishAsync("echo x > file");
        using var influx = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await mount.MountAsync(
            "CVMFS_TELEMETRY_SEND=ON", "CVMFS_TELEMETRY_RATE=5", "CVMFS_INFLUX_HOST=localhost", $"CVMFS_INFLUX_PORT={((IPEndPoint)influx.Client.LocalEndPoint!).Port}",
            "CVMFS_INFLUX_METRIC_NAME=counters", "CVMFS_INFLUX_EXTRA_TAGS=site=here");
        async Task<string> NextAsync() => Encoding.ASCII.GetString((await influx.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer);

        var first = await NextAsync();
        Assert.StartsWith($"counters_absolute,repo={Publisher.Repository},site=here ", first, StringComparison.Ordinal);
        Assert.DoesNotContain("_delta", first, StringComparison.Ordinal);
        await mount.Publisher.ShellAsync("cat mount/file");

        var second = await NextAsync();
        Assert.Contains($"\ncounters_delta,repo={Publisher.Repository},site=here ", second, StringComparison.Ordinal);
        Assert.Contains("catalog_revision=", second, StringComparison.Ordinal);
        Assert.Contains("cvmfs.n_fs_open=1,", second.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Prometheus_finds_the_figures_at_the_socket_and_talk_prints_them()
    {
        await using var mount = await ObservedMount.PublishAsync("echo x > file");
        await mount.MountAsync($"CVMFS_PROMETHEUS_ADDRESS=unix:{mount.Folder}/m.sock");
        await mount.Publisher.ShellAsync("cat mount/file; while [ ! -S m.sock ]; do sleep 0.05; done");

        var scraped = await mount.Publisher.ShellAsync("curl --silent --show-error --fail --unix-socket m.sock http://localhost/metrics");

        Assert.Contains($"cvmfs_n_fs_open_total{{repo=\"{Publisher.Repository}\"}} 1", scraped, StringComparison.Ordinal);
        Assert.Contains($"cvmfs_n_fs_open_total{{repo=\"{Publisher.Repository}\"}} 1", await mount.TalkAsync("metrics prometheus"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Mistakes_in_telemetry_are_logged_and_the_mount_works()
    {
        await using var mount = await ObservedMount.PublishAsync("echo x > file");

        await mount.MountAsync("CVMFS_TELEMETRY_SEND=ON", "CVMFS_TELEMETRY_RATE=5", "CVMFS_INFLUX_PORT=0", "CVMFS_PROMETHEUS_ADDRESS=nowhere");

        Assert.Equal("x", await mount.Publisher.ShellAsync("cat mount/file"));
        Assert.Contains("CVMFS_INFLUX_", mount.Log, StringComparison.Ordinal);
        Assert.Contains("CVMFS_PROMETHEUS_ADDRESS='nowhere'", mount.Log, StringComparison.Ordinal);
    }
}
