using Microsoft.AspNetCore.Http;

namespace CernVM.Boot.Tests.Harness;

/// <summary>A cloud's metadata service: fixed answers by path; everything else is not found.</summary>
internal sealed class MetadataService : IAsyncDisposable
{
    private readonly LoopbackWeb web;

    private MetadataService(LoopbackWeb web) => this.web = web;

    public int Port => web.Port;

    /// <param name="token">The session token that every request must carry (EC2's second version); null asks for none.</param>
    /// <param name="answers">Bodies by path.</param>
    public static async Task<MetadataService> StartAsync(string? token, IReadOnlyDictionary<string, string> answers) =>
        new(await LoopbackWeb.StartAsync(context => AnswerAsync(context, token, answers)));

    public ValueTask DisposeAsync() => web.DisposeAsync();

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
