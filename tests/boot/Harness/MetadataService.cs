using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CernVM.Boot.Tests.Harness;

/// <summary>A cloud's metadata service: fixed answers by path; everything else is not found.</summary>
internal sealed class MetadataService : IAsyncDisposable
{
    private readonly WebApplication application;

    private MetadataService(WebApplication application, int port)
    {
        this.application = application;
        Port = port;
    }

    public int Port { get; }

    /// <param name="token">The session token that every request must carry (EC2's second version); null asks for none.</param>
    /// <param name="answers">Bodies by path.</param>
    public static async Task<MetadataService> StartAsync(string? token, IReadOnlyDictionary<string, string> answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        var web = builder.Build();
        web.Run(context => AnswerAsync(context, token, answers));
        await web.StartAsync();
        var address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new MetadataService(web, new Uri(address).Port);
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private static Task AnswerAsync(HttpContext context, string? token, IReadOnlyDictionary<string, string> answers)
    {
        var path = context.Request.Path.Value ?? "";
        if (token is not null && HttpMethods.IsPut(context.Request.Method) && path == "/latest/api/token")
            return context.Response.WriteAsync(token);
        if (token is not null && context.Request.Headers["X-aws-ec2-metadata-token"] != token)
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (answers.TryGetValue(path, out var body))
            return context.Response.WriteAsync(body);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
