using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CernVM.Boot.Tests.Harness;

/// <summary>A web server on a free port of loopback, which guests reach through the network of QEMU.</summary>
internal sealed class LoopbackWeb : IAsyncDisposable
{
    private readonly WebApplication application;

    private LoopbackWeb(WebApplication application) => this.application = application;

    public int Port => new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public static async Task<LoopbackWeb> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        var web = new LoopbackWeb(builder.Build());
        web.application.Run(answer);
        await web.application.StartAsync();
        return web;
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();
}
