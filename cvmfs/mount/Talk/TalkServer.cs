using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Text;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Replacement;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>
/// The control socket <c>cvmfs_io.&lt;fqrn&gt;</c>: a client writes one line, gets text, and the server closes (formats §10.5). One
/// command at a time; a peer that writes nothing is dropped.
/// </summary>
internal sealed class TalkServer : IAsyncDisposable
{
    /// <summary>Ours: a peer writes its line at once.</summary>
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(10);

    private readonly Socket _listener;
    private readonly TalkAddress _address;
    private readonly string _path;
    private readonly TalkContext _context;
    private readonly MountLog _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    private TalkServer(Socket listener, TalkAddress address, string path, TalkContext context, MountLog log)
    {
        _listener = listener;
        _address = address;
        _path = path;
        _context = context;
        _log = log;
        _loop = LoopAsync();
    }

    private MountReplacement? Replacement => _context?.Replacement;

    /// <summary>Opens the socket, replacing one that a killed mount left: the workspace's lock says that nobody else uses it.</summary>
    /// <exception cref="SocketException">Its directory cannot be written.</exception>
    public static TalkServer Start(string path, TalkContext context, MountLog log)
    {
        RemoveOld(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var address = TalkAddress.Of(path);
        listener.Bind(address.EndPoint);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        listener.Listen(backlog: 16);
        return new TalkServer(listener, address, path, context, log);
    }

    private static void RemoveOld(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SocketException((int)SocketError.AddressNotAvailable, failure.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;

        // After a replacement the name is the other process's socket, and the runtime would remove it with the listener.
        if (Replacement?.Successor is null)
        {
            _listener.Dispose();
            File.Delete(_path);
        }

        _address.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using (var peer = await _listener.AcceptAsync(_stop.Token))
                    await ServeAsync(peer);
                Replacement?.Leave();
            }
            catch (OperationCanceledException)
            {
                // The end of the mount, or a silent peer: the condition of the loop tells which.
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                _log.Warning(MountEvent.TalkFailed, $"A client of the control socket '{_path}' was lost: {e.Message}");
            }
        }
    }

    private async Task ServeAsync(Socket peer)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        timeout.CancelAfter(CommandTimeout);
        var line = await TalkLine.ReadAsync(peer, timeout.Token);
        if (line is null)
            return;
        await peer.SendAsync(Encoding.UTF8.GetBytes(await AnswerAsync(line)), _stop.Token);
    }

    [SuppressMessage("Design", "CA1031", Justification = "A command that breaks must not take the control socket from all others; it is logged.")]
    private async ValueTask<string> AnswerAsync(string line)
    {
        try
        {
            return await TalkCommands.RunAsync(_context, line, _stop.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _log.Error(MountEvent.TalkFailed, $"The command '{line}' of the control socket broke: {failure}");
            return $"internal error: {failure.Message}\n";
        }
    }
}
