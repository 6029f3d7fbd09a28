using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CernVM.Cvmfs.Services;

/// <summary>
/// Serves repositories over HTTP/1.1 below <c>/cvmfs/&lt;fqrn&gt;/</c> with the headers of formats §2. Only GET and HEAD of files; no
/// listing. Dispose it to stop.
/// </summary>
public sealed class RepositoryWebServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly AccessLog? _log;
    private readonly CountersFile? _countersFile;
    private readonly TimeSpan _stopGrace;
    private int _disposed;

    private RepositoryWebServer(
        WebApplication application, AccessCounters counters, AccessLog? log, CountersFile? countersFile, TimeSpan stopGrace)
    {
        _application = application;
        _log = log;
        _countersFile = countersFile;
        _stopGrace = stopGrace;
        Counters = counters;
        var address = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        BaseUrl = new Uri(new Uri(address.Addresses.First()), "/cvmfs/");
    }

    /// <summary>Where repositories are found: <c>http://address:port/cvmfs/</c>, with the port that was really taken.</summary>
    public Uri BaseUrl { get; }

    /// <summary>What was asked for so far.</summary>
    public AccessCounters Counters { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="settings">What to serve, and where.</param>
    /// <param name="cancel">Gives up starting.</param>
    /// <exception cref="WebServerException">The address is taken or not ours, the folder is missing, a log cannot be written.</exception>
    public static async Task<RepositoryWebServer> StartAsync(WebServerSettings settings, CancellationToken cancel)
    {
        if (!Directory.Exists(settings.Root))
            throw new WebServerException($"The folder '{settings.Root}' does not exist; name the folder of the repositories with --root.");
        var clock = TimeProvider.System;
        var counters = new AccessCounters();
        var log = settings.AccessLogFile is { } file ? new AccessLog(file) : null;
        var countersFile = settings.CountersFile is { } path ? new CountersFile(path, counters, clock) : null;
        var application = Build(settings, new RequestHandler(new RepositoryTree(settings.Root), counters, log, clock));
        try
        {
            countersFile?.Start();
            await application.StartAsync(cancel);
            return new RepositoryWebServer(application, counters, log, countersFile, settings.StopGrace);
        }
        catch (Exception e)
        {
            await application.DisposeAsync();
            if (countersFile is not null)
                await countersFile.DisposeAsync();
            log?.Dispose();
            if (Explain(e, settings.Listen) is { } message)
                throw new WebServerException(message, e);
            throw;
        }
    }

    /// <summary>Stops listening, lets requests in flight end for the time of grace, closes the logs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        using var grace = new CancellationTokenSource(_stopGrace);
        await _application.StopAsync(grace.Token);
        await _application.DisposeAsync();
        if (_countersFile is not null)
            await _countersFile.DisposeAsync();
        _log?.Dispose();
    }

    private static WebApplication Build(WebServerSettings settings, RequestHandler handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, settings.Listen));
        var application = builder.Build();
        application.Run(handler.HandleAsync);
        return application;
    }

    private static void Configure(KestrelServerOptions kestrel, IPEndPoint listen)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = Limits.RequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = Limits.RequestHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = Limits.RequestHeaderCount;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.RequestHeadersTimeout = Limits.RequestHeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = Limits.KeepAlive;
        kestrel.Listen(listen, options => options.Protocols = HttpProtocols.Http1);
    }

    private static string? Explain(Exception e, IPEndPoint listen) => e switch
    {
        IOException { InnerException: AddressInUseException } =>
            $"{listen} is in use by another program; stop that one ('ss -ltnp' names it) or choose another port with --listen.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"{listen} may not be listened on: ports below 1024 need root; choose another port with --listen.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            $"{listen.Address} is not an address of this machine; choose another with --listen.",
        _ => null,
    };
}
