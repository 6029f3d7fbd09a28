using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using CernVM.Builder.Cli.Output;
using CernVM.Builder.Tooling.Diagnostics;

namespace CernVM.Builder.Cli.Commands;

/// <summary><c>cernvm image join-port</c>: what QEMU starts for each connection of a guest to its metadata address.</summary>
internal static class JoinPortCommand
{
    public static Command Create()
    {
        var port = new Argument<int>("PORT") { Description = "Port of 127.0.0.1." };
        var command = new Command("join-port", "Join standard input and output to a port of 127.0.0.1.") { port };
        command.Hidden = true;
        command.SetAction((parse, cancellation) => CommandRunner.RunAsync((_, token) => JoinAsync(parse.GetValue(port), token), cancellation));
        return command;
    }

    private static async Task<int> JoinAsync(int port, CancellationToken cancellation)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            throw new BuildFailureException(FailureKind.Environment, $"the guest asked for metadata, but port {port} of 127.0.0.1 cannot be reached ({error.Message}): start the service, or correct --metadata-port", error);
        }

        await using var network = socket.GetStream();
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        var upstream = input.CopyToAsync(network, cancellation);
        var downstream = network.CopyToAsync(output, cancellation);
        // The answer's end is the end: a guest that keeps its side open must not keep this process.
        await downstream.ConfigureAwait(false);
        return upstream.IsFaulted ? ExitCodes.Operation : ExitCodes.Success;
    }
}
