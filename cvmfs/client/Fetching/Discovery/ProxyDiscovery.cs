using System.Text;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching.Discovery;

/// <summary>Replaces <c>auto</c> in a proxy list by what environment or PAC files say, or by what they said the last time (formats §9.3).</summary>
internal sealed class ProxyDiscovery(DiscoverySettings settings, Downloader direct, NameResolver names, ClientServices services)
{
    /// <summary>Bytes of a PAC file (ours; browsers accept about as much).</summary>
    private const int LargestScript = 1024 * 1024;

    private string _lastFailure = "neither http_proxy nor CVMFS_PAC_URLS is set";

    /// <summary>The list without <c>auto</c>.</summary>
    public async ValueTask<ClientResult<ProxyList>> ResolveAsync(ProxyList list, IReadOnlyList<Uri> servers, CancellationToken cancellationToken)
    {
        if (!list.NeedsDiscovery)
            return list;
        if (await DiscoverAsync(servers, cancellationToken) is { } found)
        {
            var resolved = list.WithDiscovered(found.Groups);
            Store(resolved);
            return resolved;
        }

        if (Load() is { } stored)
            return stored;
        var rest = list.WithDiscovered([]);
        return rest.Groups.Count > 0
            ? rest
            : new ClientFailure(
                ClientFailureKind.ProxyDiscovery,
                $"No proxy could be discovered: {_lastFailure}. Set http_proxy or CVMFS_PAC_URLS, or name proxies or DIRECT in CVMFS_HTTP_PROXY.");
    }

    private async ValueTask<ProxyList?> DiscoverAsync(IReadOnlyList<Uri> servers, CancellationToken cancellationToken)
    {
        if (settings.EnvironmentProxy is { } text)
            return Accept(text, "the environment variable http_proxy");
        foreach (var url in settings.PacUrls)
        {
            if (await FetchAsync(url, cancellationToken) is { } script && Evaluate(script, url, servers, cancellationToken) is { } found)
                return found;
        }

        return null;
    }

    private ProxyList? Accept(string text, string source)
    {
        if (ProxyList.Parse(text, out var error) is not { } list)
            return Failed(source, $"the value {error}");
        if (list.NeedsDiscovery)
            return Failed(source, "it says 'auto' itself");
        services.ProxiesDiscovered(list.ToString(), source);
        return list;
    }

    private async ValueTask<string?> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using var script = new MemoryStream();
        var slash = url.AbsoluteUri.LastIndexOf('/');
        var request = new FetchRequest { Server = new Uri(url.AbsoluteUri[..slash]), Path = Uri.UnescapeDataString(url.AbsoluteUri[(slash + 1)..]), MaxSize = LargestScript };
        var got = await direct.GetAsync(request, script, cancellationToken);
        if (got.IsOk)
            return Encoding.UTF8.GetString(script.GetBuffer(), 0, (int)script.Length);
        Failed(url.ToString(), got.Failure.Message.TrimEnd('.'));
        return null;
    }

    private ProxyList? Evaluate(string script, Uri url, IReadOnlyList<Uri> servers, CancellationToken cancellationToken)
    {
        if (services.ProxyScripts is not { } engine)
            return Failed(url.ToString(), "this program evaluates no PAC files");
        var asked = servers.Select(server => new Uri(server.OriginalString + "/.cvmfspublished")).ToList();
        var answers = engine.FindProxies(script, asked, new ProxyScriptHost(names, services), cancellationToken);
        if (!answers.IsOk)
            return Failed(url.ToString(), answers.Failure.Message.TrimEnd('.'));

        // As in the original, the first server's proxies serve all.
        var text = PacResult.ToProxyList(answers.Value.Count > 0 ? answers.Value[0] : "");
        return text.Length > 0 ? Accept(text, url.ToString()) : Failed(url.ToString(), $"it returned '{answers.Value[0]}', which names no HTTP proxy");
    }

    private ProxyList? Failed(string source, string reason)
    {
        _lastFailure = $"{source}: {reason}";
        services.DiscoveryFailed(source, reason);
        return null;
    }

    private void Store(ProxyList list)
    {
        if (settings.ResultFile is not { } file)
            return;
        try
        {
            var temporary = $"{file}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite,
            };
            using (var stream = new FileStream(temporary, options))
                stream.Write(Encoding.UTF8.GetBytes(list.ToConfiguration()));
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            services.DiscoveryFailed(file, $"the result cannot be kept for later starts: {failure.Message}");
        }
    }

    private ProxyList? Load()
    {
        if (settings.ResultFile is not { } file || !File.Exists(file))
            return null;
        try
        {
            return Accept(File.ReadAllText(file), file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Failed(file, failure.Message);
        }
    }
}
