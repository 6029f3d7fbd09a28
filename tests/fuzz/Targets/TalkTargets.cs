using System.Net.Sockets;
using CernVM.Cvmfs.Mount.Talk;

namespace CernVM.Fuzz.Targets;

/// <summary>
/// What clients of the control socket write. The bytes go through a socket, and the command that they name runs on a small repository; only <c>reload</c>
/// does not run, since it starts a process.
/// </summary>
internal static class TalkTargets
{
    private const string Excluded = "reload";

    public static readonly IReadOnlyList<FuzzTarget> All = [new("talk", static bytes => Serve(bytes))];

    private static readonly Lazy<(Socket Client, Socket Server)> Sockets = new(Connect);
    private static readonly Lazy<TalkMount> Mount = new(TalkMount.Open);

    private static void Serve(ReadOnlySpan<byte> bytes)
    {
        // The sockets are used again: a line needs an end, and what is behind it is thrown away.
        var (client, server) = Sockets.Value;
        var line = bytes[..Math.Min(bytes.Length, TalkLine.Longest)];
        client.Send(line);
        if (line.Length < TalkLine.Longest)
            client.Send("\n"u8);
        ServeAsync(server).GetAwaiter().GetResult();
        while (server.Available > 0)
            server.Receive(new byte[TalkLine.Longest]);
    }

    private static async Task ServeAsync(Socket server)
    {
        var line = await TalkLine.ReadAsync(server, CancellationToken.None);
        if (line is null || line.TrimStart().StartsWith(Excluded, StringComparison.Ordinal))
            return;
        var answer = await TalkCommands.RunAsync(Mount.Value.Context, line, CancellationToken.None);
        if (!answer.EndsWith('\n'))
            throw new InvalidOperationException($"'{line}' was answered by '{answer}'");
        if (answer == "OK\n")
            await Mount.Value.RestoreAsync();
    }

    private static (Socket Client, Socket Server) Connect()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint($"\0cernvm-fuzz-{Environment.ProcessId}"));
        listener.Listen();
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(listener.LocalEndPoint!);
        return (client, listener.Accept());
    }
}
