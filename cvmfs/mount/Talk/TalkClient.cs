using System.Net.Sockets;
using System.Text;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>Sends one command to a mount's control socket.</summary>
public static class TalkClient
{
    /// <summary>Name of the socket in the workspace (formats §10.1).</summary>
    public static string SocketName(string repository) => $"cvmfs_io.{repository}";

    /// <summary>A line for each command that a mount understands.</summary>
    public static string CommandHelp => string.Join('\n', TalkCommands.All.Select(command => $"  {command.Words,-24} {command.Help}"));

    /// <summary>Sends the command and returns the whole answer.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<string> SendAsync(string socketPath, string command, CancellationToken cancel)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var address = TalkAddress.Of(socketPath);
        await socket.ConnectAsync(address.EndPoint, cancel);
        await socket.SendAsync(Encoding.UTF8.GetBytes(command + "\n"), cancel);
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel);
    }
}
