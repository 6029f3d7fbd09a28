using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Devices;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Commands;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Mount.Replacement;

/// <summary>The process that is to go on, seen from the one that serves the mount.</summary>
internal sealed class Successor : IDisposable
{
    private readonly Process _process;
    private readonly DescriptorChannel _channel;

    private Successor(Process process, DescriptorChannel channel) => (_process, _channel) = (process, channel);

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Starts the program that now has this one's file name.</summary>
    /// <param name="error">Why it could not be started.</param>
    public static Successor? Start(out string error)
    {
        var made = DescriptorChannel.Create();
        if (!made.TryGet(out var channel))
        {
            error = $"no sockets for the new process: {made.Error.Describe()}";
            return null;
        }

        var start = new ProcessStartInfo(OwnProgram.File, OwnProgram.ArgumentsForSuccessor(channel.ChildDescriptor)) { UseShellExecute = false };
        if (Directory.Exists(OwnProgram.Folder))
            start.WorkingDirectory = OwnProgram.Folder;
        if (Environment.GetCommandLineArgs()[0].StartsWith('@'))
            start.Environment[MountDaemon.ProtectedNameVariable] = "1";

        // A mount that runs as a user keeps one right of root (docs/decisions/0023), which only an ambient set takes across exec. It is the thread's.
        var isRaised = !ProcessControl.IsRoot && Capabilities.RaiseAmbient(Capabilities.SystemAdministration).IsOk;
        try
        {
            var process = Process.Start(start);
            channel.CloseChildEnd();
            error = process is null ? $"{OwnProgram.File} gave no process" : "";
            if (process is not null)
                return new Successor(process, channel);
        }
        catch (Win32Exception e)
        {
            error = $"{OwnProgram.File} cannot be started: {e.Message}";
        }
        finally
        {
            if (isRaised)
                _ = Capabilities.ClearAmbient();
        }

        channel.Dispose();
        return null;
    }

    /// <summary>Sends the state and descriptors: the device, the state, then those of open files.</summary>
    public LinuxResult Send(SafeFileHandle device, SafeFileHandle state, IReadOnlyList<SafeFileHandle> files)
    {
        var sent = _channel.SendDescriptors([device, state]);
        foreach (var some in files.Chunk(DescriptorChannel.MostDescriptors))
        {
            if (sent.IsOk)
                sent = _channel.SendDescriptors(some);
        }

        return sent;
    }

    /// <summary>Waits for a line; null when the process has ended.</summary>
    public Task<string?> HearAsync(CancellationToken cancel) => Task.Run(() => HandOverTalk.Hear(_channel), CancellationToken.None).WaitAsync(cancel);

    /// <summary>Says a line.</summary>
    public bool TrySay(string line) => HandOverTalk.TrySay(_channel, line);

    /// <summary>Ends it after a failure.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>How it ended, once it has; for a predecessor in the foreground, which ends only then.</summary>
    public async Task<int> WaitAsync(CancellationToken cancel)
    {
        await using var stop = cancel.Register(() => ProcessControl.Send(Id, Signal.Terminate));
        await _process.WaitForExitAsync(CancellationToken.None);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _channel.Dispose();
        _process.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OwnProgram.File} (pid {Id})");
}
