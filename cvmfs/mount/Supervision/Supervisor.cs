using System.Diagnostics;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Commands;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Replacement;

namespace CernVM.Cvmfs.Mount.Supervision;

/// <summary>
/// The watchdog: the parent of the process that serves a mount, and of those that replace it. It does nothing until that process ends. After a crash it
/// reports and takes the dead mount away, so that the automounter can make a new one (docs/decisions/0025-replacement-and-supervision.md).
/// </summary>
internal static class Supervisor
{
    /// <summary>Exit code of a process of a mount that another one has replaced; none of <see cref="LoaderExitCode"/>.</summary>
    public const int Replaced = 120;

    /// <summary>Ours: pipes are read in no time once their writer has ended.</summary>
    private static readonly TimeSpan ReadingLimit = TimeSpan.FromSeconds(5);

    /// <summary>Starts the process of the mount and stays until it has ended.</summary>
    /// <param name="options">The command line, read.</param>
    /// <param name="settings">For the log and the place of reports.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<LoaderExitCode> RunAsync(MountOptions options, ClientSettings settings, IReadOnlyList<string> arguments)
    {
        OwnProgram.Remember();
        DaemonProcess.TakeProtectedName();
        _ = ProcessControl.SetChildSubreaper(true);
        using var daemon = Start(options, arguments);
        var words = new LastWords();
        var reading = words.ReadAsync(daemon.StandardError);
        var isMounted = await daemon.StandardOutput.ReadLineAsync() == DaemonLauncher.ReadyLine;
        if (!isMounted)
        {
            await daemon.WaitForExitAsync();
            await Task.WhenAny(reading, Task.Delay(ReadingLimit));
            return daemon.ExitCode == 0 ? LoaderExitCode.Unknown : (LoaderExitCode)daemon.ExitCode;
        }

        words.StopShowing();
        Directory.SetCurrentDirectory("/");
        DaemonProcess.TellReady();
        await daemon.WaitForExitAsync();
        var end = await FollowAsync(new ExitedChild(daemon.Id, daemon.ExitCode), words, options.MountPoint);
        await Task.WhenAny(reading, Task.Delay(ReadingLimit));
        Report(new CrashReport(end, words.Text), options, settings);
        return LoaderExitCode.Ok;
    }

    private static Process Start(MountOptions options, IReadOnlyList<string> arguments)
    {
        string[] all =
        [
            MountCommand.Name, MountOptionsParser.DaemonChild, MountOptionsParser.Supervised, .. arguments.Where(argument => argument != MountOptionsParser.Supervisor),
        ];
        var start = new ProcessStartInfo(OwnProgram.File, all)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Environment.GetCommandLineArgs()[0].StartsWith('@'))
            start.Environment[MountDaemon.ProtectedNameVariable] = "1";
        var daemon = Process.Start(start) ?? throw new InvalidOperationException($"Starting {OwnProgram.File} gave no process.");
        daemon.StandardInput.Close();

        // As long as a descriptor of the device is open somewhere, nobody notices that the process of the mount has ended.
        if (Fuse.Session.FuseSession.DescriptorOf(options.MountPoint) is { } device)
            FileDescriptors.Adopt(device).Dispose();
        return daemon;
    }

    // A process that another one has replaced ends with its own code and names the other; and one that crashes meanwhile may have one, too.
    private static async Task<ExitedChild> FollowAsync(ExitedChild end, LastWords words, string place)
    {
        while (end.ExitCode == Replaced || (new CrashReport(end, "").IsCrash && !DeadMount.IsAt(place)))
        {
            if (await words.NextSuccessorAsync(ReadingLimit) is not { } successor)
                break;
            end = await Task.Factory.StartNew(() => WaitFor(successor), TaskCreationOptions.LongRunning);
        }

        return end;
    }

    // Other orphans, such as helper programs, end here, too.
    private static ExitedChild WaitFor(int successor)
    {
        while (ChildProcess.WaitForAny().TryGet(out var end))
        {
            if (end.ProcessId == successor)
                return end;
        }

        return new ExitedChild(successor, 0);
    }

    private static void Report(CrashReport crash, MountOptions options, ClientSettings settings)
    {
        if (!crash.IsCrash)
            return;
        using var log = MountLogFactory.Create(settings, foreground: false, DebugMode.IsOn(options, settings, null), TimeProvider.System, out _);
        log.Error(MountEvent.Crashed, $"The client of {settings.Repository} has crashed: {crash.Summary}.");
        foreach (var line in crash.LastWords.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            log.Error(MountEvent.Crashed, line.TrimEnd());
        var file = Path.Combine(settings.Cache.Workspace, $"stacktrace.{settings.Repository}");
        if (crash.AppendTo(file, settings.Repository.ToString(), TimeProvider.System.GetUtcNow()) is { } problem)
            log.Warning(MountEvent.Crashed, $"The report was not written to '{file}': {problem}");
        if (!DeadMount.IsAt(options.MountPoint))
            return;
        var removed = DeadMount.Remove(options.MountPoint);
        log.Error(
            MountEvent.DeadMountRemoved,
            removed.IsOk ? $"The dead mount on {options.MountPoint} is taken away." : $"The dead mount on {options.MountPoint} stays: {removed}. 'umount -l {options.MountPoint}' removes it.");
    }
}
