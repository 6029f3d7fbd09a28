using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CernVM.Cvmfs.Services.Tests;

/// <summary>A web server over a fresh folder with one small repository, and a client for it.</summary>
internal sealed class ServedFolder : IAsyncDisposable
{
    public const string Repository = "test.example.org";
    public const string ObjectPath = "data/e8/ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78";
    public const string ObjectText = "0123456789";
    private readonly TemporaryFolder _folder;

    private ServedFolder(TemporaryFolder folder, RepositoryWebServer server)
    {
        _folder = folder;
        Server = server;
        Client = new HttpClient { BaseAddress = new Uri(server.BaseUrl, Repository + "/") };
    }

    public RepositoryWebServer Server { get; }

    public HttpClient Client { get; }

    public string Root => _folder.Path;

    public string LogFile => Root + ".log";

    public string CountersFile => Root + ".json";

    public static async Task<ServedFolder> StartAsync()
    {
        var folder = new TemporaryFolder();
        folder.Write($"{Repository}/.cvmfspublished", "manifest");
        folder.Write($"{Repository}/.cvmfs_status.json", "{}");
        folder.Write($"{Repository}/{ObjectPath}", ObjectText);
        folder.Write($"{Repository}/{ObjectPath}C", "catalog");
        folder.Write($"{Repository}/data/txn/upload", "half");
        folder.Write($"{Repository}/data/00/empty", "");
        folder.Write("info/v1/repositories.json", "{}");
        folder.Write("outside", "secret");
        var server = await RepositoryWebServer.StartAsync(
            new WebServerSettings
            {
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                Root = folder.Path,
                AccessLogFile = folder.Path + ".log",
                CountersFile = folder.Path + ".json",
            },
            TestContext.Current.CancellationToken);
        return new ServedFolder(folder, server);
    }

    /// <summary>Sends bytes as they are, which HttpClient would tidy up, and returns the answer's status line.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.BaseUrl.Host, Server.BaseUrl.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        File.Delete(LogFile);
        File.Delete(CountersFile);
        _folder.Dispose();
    }
}
