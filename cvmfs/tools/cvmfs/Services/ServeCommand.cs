using System.CommandLine;
using System.Net;
using CernVM.Cvmfs.Services;

namespace CernVM.Cvmfs.Tools.Services;

/// <summary><c>cvmfs_server serve</c>: the built-in web server, in the foreground until it is interrupted.</summary>
internal static class ServeCommand
{
    private const string DefaultListen = "0.0.0.0:8000";
    private const string DefaultRoot = "/srv/cvmfs";

    public static Command Create()
    {
        var listen = new Option<IPEndPoint>("--listen")
        {
            Description = $"Address and port; port 0 takes a free one and prints it. Default {DefaultListen}.",
            HelpName = "ADDRESS:PORT",
            CustomParser = result => ParseEndpoint(result),
            DefaultValueFactory = _ => IPEndPoint.Parse(DefaultListen),
        };
        var root = new Option<string>("--root")
        {
            Description = $"Folder of repositories, or the storage folder of one repository. Default {DefaultRoot}.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DefaultRoot,
        };
        var accessLog = new Option<string?>("--access-log")
        {
            Description = "Append one line a request to this file.",
            HelpName = "FILE",
        };
        var counters = new Option<string?>("--counters")
        {
            Description = "Keep requests and bytes, in all and by kind, in this JSON file.",
            HelpName = "FILE",
        };
        var command = new Command("serve", "Serve repositories over HTTP below /cvmfs/ until interrupted.") 
        {
            listen, root, accessLog, counters,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            new WebServerSettings
            {
                Listen = parsed.GetValue(listen)!,
                Root = parsed.GetValue(root)!,
                AccessLogFile = parsed.GetValue(accessLog),
                CountersFile = parsed.GetValue(counters),
            },
            cancel));
        return command;
    }

    private static IPEndPoint? ParseEndpoint(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out var endpoint))
            return endpoint;
        result.AddError($"--listen '{text}' is not an address and a port; write for example 127.0.0.1:8000 or [::]:8000.");
        return null;
    }

    private static async Task<int> RunAsync(WebServerSettings settings, CancellationToken cancel)
    {
        try
        {
            await using var server = await RepositoryWebServer.StartAsync(settings, cancel);
            Console.Out.WriteLine($"Serving {settings.Root} at {server.BaseUrl}");
            await UntilAsync(cancel);
            Console.Out.WriteLine($"Stopped after {server.Counters.Requests} requests and {server.Counters.BodyBytes} bytes.");
            return 0;
        }
        catch (WebServerException e)
        {
            Console.Error.WriteLine($"cvmfs_server serve: {e.Message}");
            return 1;
        }
    }

    private static async Task UntilAsync(CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancel.Register(stopped.SetResult);
        await stopped.Task;
    }
}
