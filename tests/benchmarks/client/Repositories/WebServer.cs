using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CernVM.Benchmarks.Client.Repositories;

/// <summary>Serves the storage on loopback, to all clients alike: nginx where it is installed, else our own server.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly Process _process;

    private WebServer(Process process, int port, string name)
    {
        _process = process;
        Port = port;
        Name = name;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Which program it is.</summary>
    public string Name { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<WebServer> StartAsync(string bin, string storage, string work, CancellationToken cancel)
    {
        Directory.CreateDirectory(storage);
        var port = FreePort();
        var nginx = new[] { "/usr/sbin/nginx", "/usr/bin/nginx" }.FirstOrDefault(File.Exists);
        var server = nginx is null
            ? new WebServer(Start(Path.Combine(bin, "cvmfs_server"), "serve", "--listen", $"127.0.0.1:{port}", "--root", storage), port, "cvmfs_server serve")
            : new WebServer(Start(nginx, "-c", NginxConfiguration(storage, work, port), "-p", work), port, "nginx");
        try
        {
            await server.ListensAsync(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // nginx ends its workers on SIGTERM; SIGKILL would leave them.
        if (!_process.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
            await terminate.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > /dev/null 2>&1 < /dev/null", "sh", program, .. arguments]);
        return Process.Start(start)!;
    }

    private static string NginxConfiguration(string storage, string work, int port)
    {
        var file = Path.Combine(work, "nginx.conf");
        File.WriteAllText(file, $$"""
            daemon off;
            user root;
            worker_processes 1;
            pid {{work}}/nginx.pid;
            error_log {{work}}/nginx.log;
            events { worker_connections 4096; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_timeout 600;
              keepalive_requests 1000000;
              types { }
              default_type application/octet-stream;
              client_body_temp_path {{work}}/nginx-body;
              proxy_temp_path {{work}}/nginx-proxy;
              fastcgi_temp_path {{work}}/nginx-fastcgi;
              uwsgi_temp_path {{work}}/nginx-uwsgi;
              scgi_temp_path {{work}}/nginx-scgi;
              server {
                listen 127.0.0.1:{{port}} backlog=1024;
                location /cvmfs/ { alias {{storage}}/; }
              }
            }
            """);
        return file;
    }

    private async Task ListensAsync(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Port, cancel);
                return;
            }
            catch (SocketException) when (watch.Elapsed < TimeSpan.FromSeconds(20) && !_process.HasExited)
            {
                await Task.Delay(20, cancel);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
