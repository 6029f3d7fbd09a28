using System.ComponentModel;
using System.Diagnostics;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Authz;

/// <summary>
/// The helper program: started with the first question, asked one question at a time. A helper that breaks the protocol or answers nothing is killed, and no
/// other one is started for some seconds; until then nobody is a member.
/// </summary>
internal sealed class HelperProcess(AuthzSettings settings, Action<ClientLogEntry> log, TimeProvider clock) : IAsyncDisposable
{
    private const int HelperStarted = 2060;
    private const int HelperFailed = 2061;

    /// <summary>Ours: it may ask services on the network.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Upstream CernVM-FS.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Process? _process;
    private MessageChannel? _channel;
    private DateTimeOffset _notBefore;

    public async ValueTask<Permit> AskAsync(RequestOrigin caller, string membership, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (clock.GetUtcNow() < _notBefore)
                return Permit.Refused with { Lifetime = Pause };
            using var patience = new CancellationTokenSource(AnswerTimeout, clock);
            var failure = "";
            try
            {
                if (_channel is null && await StartAsync(membership, patience.Token) is { } unusable)
                {
                    failure = unusable;
                }
                else
                {
                    await _channel!.SendAsync(AuthzMessage.Verify(caller, membership), patience.Token);
                    if (AuthzMessage.ReadPermit(await _channel.ReceiveAsync(patience.Token)) is { } permit)
                        return permit;
                    failure = "its answer cannot be understood";
                }
            }
            catch (OperationCanceledException)
            {
                failure = $"it did not answer within {AnswerTimeout.TotalSeconds} s";
            }
            catch (Exception e) when (e is IOException or InvalidDataException or Win32Exception)
            {
                failure = e.Message;
            }

            log(new ClientLogEntry(ClientLogLevel.Error, HelperFailed, $"The authz helper of '{membership}' cannot be used: {failure}. Nobody may read for {Pause.TotalSeconds} s."));
            Kill();
            _notBefore = clock.GetUtcNow() + Pause;
            return Permit.Refused with { Lifetime = Pause };
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        if (_process is { } process && _channel is { } channel)
        {
            using var patience = new CancellationTokenSource(Pause, clock);
            try
            {
                await channel.SendAsync(AuthzMessage.Quit(), patience.Token);
                process.StandardInput.Close();
                await process.WaitForExitAsync(patience.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                log(new ClientLogEntry(ClientLogLevel.Warning, HelperFailed, $"The authz helper does not end by itself and is killed: {e.Message}"));
            }
        }

        Kill();
        _turn.Dispose();
    }

    private async ValueTask<string?> StartAsync(string membership, CancellationToken cancel)
    {
        if (settings.HelperFor(membership) is not { } program)
            return "the requirement names no helper; it must look like schema%text";
        if (!File.Exists(program))
            return $"{program} is missing; install it, or set CVMFS_AUTHZ_HELPER or CVMFS_AUTHZ_SEARCH_PATH";
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        start.Environment.Clear();
        foreach (var (key, value) in settings.Environment)
            start.Environment[key] = value;
        _process = Process.Start(start) ?? throw new IOException($"{program} could not be started");
        _channel = new MessageChannel(_process.StandardInput.BaseStream, _process.StandardOutput.BaseStream);
        await _channel.SendAsync(AuthzMessage.Handshake(settings), cancel);
        if (!AuthzMessage.IsReady(await _channel.ReceiveAsync(cancel)))
            return $"{program} does not answer the handshake";
        log(new ClientLogEntry(ClientLogLevel.Information, HelperStarted, $"Authz helper {program} started."));
        return null;
    }

    private void Kill()
    {
        _channel = null;
        if (_process is not { } process)
            return;
        _process = null;
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
