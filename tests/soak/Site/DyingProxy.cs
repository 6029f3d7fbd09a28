using System.Diagnostics;

namespace CernVM.Soak.Site;

/// <summary>A real squid that forwards without caching, and can be killed and started again on its port.</summary>
internal sealed class DyingProxy : IDisposable
{
    private readonly string _configuration;
    private readonly string _log;
    private Process _process;

    private DyingProxy(string folder)
    {
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        Port = Ports.Free();
        _log = Path.Combine(folder, "squid.log");
        _configuration = Path.Combine(folder, "squid.conf");
        File.WriteAllText(_configuration, $"""
            http_port 127.0.0.1:{Port}
            visible_hostname soak
            http_access allow all
            cache deny all
            cache_mem 1 MB
            access_log none
            cache_log {folder}/cache.log
            pid_filename {folder}/squid.pid
            shutdown_lifetime 0 seconds
            coredump_dir {folder}

            """);
        _process = Start();
    }

    /// <summary>Where it listens while it lives.</summary>
    public int Port { get; }

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<DyingProxy> StartAsync(string folder, CancellationToken cancel)
    {
        var proxy = new DyingProxy(folder);
        await Ports.ListensAsync(proxy.Port, cancel);
        return proxy;
    }

    /// <summary>Kills it, as a power cut would.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Starts it again.</summary>
    public Task ReviveAsync(CancellationToken cancel)
    {
        _process.Dispose();
        File.Delete(Path.Combine(Path.GetDirectoryName(_configuration)!, "squid.pid"));
        _process = Start();
        return Ports.ListensAsync(Port, cancel);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private Process Start() => Programs.Start(_log, "squid", "-N", "-f", _configuration);
}
