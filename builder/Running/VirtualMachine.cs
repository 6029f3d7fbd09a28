using System.Diagnostics;
using CernVM.Builder.Running.Qmp;
using CernVM.Builder.Tooling.Diagnostics;

namespace CernVM.Builder.Running;

/// <summary>A running guest. Disposing it ends the guest at once; <see cref="ShutDownAsync"/> asks it first.</summary>
public sealed class VirtualMachine : IAsyncDisposable
{
    /// <summary>sockaddr_un of unix(7) has 108 bytes, one for the end.</summary>
    private const int LongestSocketPath = 107;

    private static readonly TimeSpan s_nextPress = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly string _controlFolder;
    private readonly Task _pumps;
    private readonly List<string> _errors;

    private VirtualMachine(Process process, Task<int> ended, string controlFolder, int sshPort, Task pumps, ConsoleText console, List<string> errors)
    {
        _process = process;
        Ended = ended;
        _controlFolder = controlFolder;
        SshPort = sshPort;
        _pumps = pumps;
        Console = console;
        _errors = errors;
    }

    /// <summary>Port on the loopback that leads to the guest's port 22.</summary>
    public int SshPort { get; }

    /// <summary>What the guest's console says; stays empty when the user's terminal is the console.</summary>
    public ConsoleText Console { get; }

    /// <summary>Completes with QEMU's exit code.</summary>
    public Task<int> Ended { get; }

    private string ControlSocket => Path.Combine(_controlFolder, "qmp");

    /// <summary>Starts a machine.</summary>
    /// <param name="options">The machine.</param>
    /// <param name="onConsole">Called with each piece of console output.</param>
    /// <param name="cancellation">Stops the start.</param>
    /// <exception cref="BuildFailureException">A file is missing, a port is in use, or QEMU refuses.</exception>
    public static async Task<VirtualMachine> StartAsync(MachineOptions options, Action<string>? onConsole, CancellationToken cancellation)
    {
        foreach (var file in new[] { options.Disk, options.Kernel, options.Initramfs, options.UserData, options.MetaData }.OfType<string>())
        {
            if (!File.Exists(file))
                throw new BuildFailureException(FailureKind.Environment, $"'{file}' does not exist: build the image first (cernvm image build), or correct the name");
        }

        BoundProcess.Require(QemuArguments.Program);
        Directory.CreateDirectory(options.Folder);
        if (options.Scratch is { } scratch)
            await ScratchDisk.EnsureAsync(scratch, options.ScratchBytes, cancellation).ConfigureAwait(false);
        var seed = await WriteSeedAsync(options, cancellation).ConfigureAwait(false);
        var port = LoopbackPort.Reserve(options.SshPort);
        var controlFolder = Directory.CreateTempSubdirectory("cernvm-").FullName;
        Debug.Assert(controlFolder.Length < LongestSocketPath - "/qmp".Length, "the temporary folder leaves no room for a socket's name");

        var arguments = QemuArguments.Create(options, seed, Path.Combine(controlFolder, "qmp"), port);
        var (process, ended) = await BoundProcess.StartAsync(QemuArguments.Program, arguments, options.Interactive).ConfigureAwait(false);
        var console = new ConsoleText();
        var errors = new List<string>();
        var pumps = options.Interactive ? Task.CompletedTask : Task.WhenAll(PumpAsync(process.StandardOutput, console, onConsole), CollectAsync(process.StandardError, errors));
        return new VirtualMachine(process, ended, controlFolder, port, pumps, console, errors);
    }

    /// <summary>Waits for the end and fails when QEMU did not end well.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        var code = await Ended.WaitAsync(cancellation).ConfigureAwait(false);
        await _pumps.WaitAsync(cancellation).ConfigureAwait(false);
        if (code != 0)
            throw new BuildFailureException(FailureKind.Operation, $"the machine ended with code {code}: {string.Join('\n', _errors)}");
    }

    /// <summary>
    /// Presses the power button until the guest ends; false when it did not end in time and was ended hard. One press is not enough:
    /// a guest that is still starting loses it, and one that is already on its way down takes no harm from the next.
    /// </summary>
    public async Task<bool> ShutDownAsync(TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var control = await QmpClient.ConnectAsync(ControlSocket, limit.Token).ConfigureAwait(false);
            while (control is not null && await control.ExecuteAsync("system_powerdown", limit.Token).ConfigureAwait(false))
            {
                if (await Task.WhenAny(Ended, Task.Delay(s_nextPress, limit.Token)).ConfigureAwait(false) == Ended)
                    return true;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The guest did not hear the button in time: it is ended below.
        }

        if (Ended.IsCompleted)
            return true;
        _process.Kill(entireProcessTree: true);
        await Ended.WaitAsync(cancellation).ConfigureAwait(false);
        return false;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted)
            _process.Kill(entireProcessTree: true);
        await Ended.ConfigureAwait(false);
        await _pumps.ConfigureAwait(false);
        _process.Dispose();
        Directory.Delete(_controlFolder, recursive: true);
    }

    private static async Task<string?> WriteSeedAsync(MachineOptions options, CancellationToken cancellation)
    {
        if (options.UserData is null)
            return null;
        var userData = await File.ReadAllBytesAsync(options.UserData, cancellation).ConfigureAwait(false);
        var metaData = options.MetaData is null ? null : await File.ReadAllBytesAsync(options.MetaData, cancellation).ConfigureAwait(false);
        var seed = Path.Combine(options.Folder, "seed.iso");
        await File.WriteAllBytesAsync(seed, SeedDisc.Create(userData, metaData), cancellation).ConfigureAwait(false);
        return seed;
    }

    private static async Task PumpAsync(StreamReader reader, ConsoleText console, Action<string>? onConsole)
    {
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            var text = new string(buffer, 0, count);
            console.Append(text);
            onConsole?.Invoke(text);
        }

        console.End();
    }

    private static async Task CollectAsync(StreamReader reader, List<string> lines)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            lines.Add(line);
    }
}
