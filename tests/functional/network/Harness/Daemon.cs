using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>A server program in the foreground, on a port and in a folder of its own; ends with the test.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];

    private Daemon(Process process, int port, string folder)
    {
        (_process, Port, Folder) = (process, port, folder);
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    public string Folder { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>Starts a program whose configuration is made from a port and a folder; returns when it takes connections.</summary>
    public static async Task<Daemon> StartAsync(string program, Func<int, string, string> configuration, Func<string, string[]> arguments)
    {
        var path = new[] { "/usr/sbin", "/usr/bin" }.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{program} is not installed");
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory($"cvmfs-{program}-").FullName;

        // Servers that are started by root leave it for a user of their own.
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        var file = Path.Combine(folder, "conf");
        await File.WriteAllTextAsync(file, configuration(port, folder));
        var process = Process.Start(new ProcessStartInfo(path!, arguments(file)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        var daemon = new Daemon(process, port, folder);
        await daemon.ReadyAsync();
        return daemon;
    }

    /// <summary>Ends the program at once.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A port that nobody listens on at the moment.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ReadyAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        while (true)
        {
            Assert.False(_process.HasExited, $"the server ended: {string.Join('\n', _output)}");
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, Port, cancel);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(BetweenLooks, cancel);
            }
        }
    }
}
