using System.Collections.Concurrent;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Pac;

namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>A client with an empty cache, configured by parameters as an administrator writes them.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    private const int ReadLength = 64 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("cvmfs-network-").FullName;
    private RepositoryClient? _client;

    public ConcurrentQueue<ClientLogEntry> Log { get; } = [];

    public RepositoryClient Client => _client ?? throw new InvalidOperationException("The repository is not open.");

    /// <summary>Host of the server in use, with its port.</summary>
    public string ActiveServer => Client.Network.Hosts[Client.Network.ActiveHost].Url.Authority;

    /// <summary>Opens the repository; null on success. Later parameters win.</summary>
    public async Task<ClientFailure?> OpenAsync(string servers, params string[] parameters)
    {
        var set = new ConfigurationSet();
        string[] all =
        [
            $"CVMFS_SERVER_URL={servers}", "CVMFS_HTTP_PROXY=DIRECT", $"CVMFS_PUBLIC_KEY={Repository.PublicKey}", $"CVMFS_CACHE_BASE={_folder}",
            "CVMFS_TIMEOUT=2", "CVMFS_TIMEOUT_DIRECT=2", "CVMFS_MAX_RETRIES=0", "CVMFS_BACKOFF_INIT=0", "CVMFS_BACKOFF_MAX=0", "CVMFS_PREFETCH=no", .. parameters,
        ];
        for (var line = 0; line < all.Length; line++)
            set.Set(all[line].Split('=', 2)[0], all[line].Split('=', 2)[1], "test.conf", line + 1);
        var name = RepositoryName.Parse(Repository.Name);
        set.ExpandTemplates(name);
        var bound = SettingsBinder.Bind(name, set);
        Assert.True(bound.Settings is not null, string.Join('\n', bound.Problems));
        var services = new ClientServices { Log = Log.Enqueue, ProxyScripts = new JintScriptEngine() };
        var opened = await RepositoryClient.OpenAsync(bound.Settings!, services, TestContext.Current.CancellationToken);
        if (!opened.IsOk)
            return opened.Failure;
        _client = opened.Value;
        return null;
    }

    /// <summary>Opens the repository, which must succeed.</summary>
    public async Task MustOpenAsync(string servers, params string[] parameters)
    {
        var failure = await OpenAsync(servers, parameters);
        Assert.True(failure is null, $"{failure}\n{string.Join('\n', Log.Select(entry => entry.Message))}");
    }

    /// <summary>The first bytes of a file.</summary>
    public async Task<ClientResult<byte[]>> ReadAsync(string path)
    {
        var cancel = TestContext.Current.CancellationToken;
        var node = await Client.GetNodeAsync(RepositoryPath.Parse(path), cancel);
        if (!node.IsOk)
            return node.Failure;
        var opened = await Client.OpenFileAsync(node.Value, cancel);
        if (!opened.IsOk)
            return opened.Failure;
        using var file = opened.Value;
        var bytes = new byte[Math.Min(ReadLength, file.Length)];
        if (file.TryRead(0, bytes, out var read))
            return bytes[..read];
        var got = await file.ReadAsync(0, bytes, cancel);
        return got.IsOk ? bytes[..got.Value] : got.Failure;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
