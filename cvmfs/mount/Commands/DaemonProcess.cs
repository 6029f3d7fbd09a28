using System.Globalization;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Logging;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>What the process of a mount does to itself.</summary>
internal static class DaemonProcess
{
    private const string NullDevice = "/dev/null";

    /// <summary>Raises the limit of open files, asks the kernel to kill others first.</summary>
    public static void Prepare(ClientSettings settings, MountLog log)
    {
        TakeName();
        if (settings.Presentation.Processors is { Count: > 0 } processors && ProcessorAffinity.Set(processors) is { IsOk: false } refused)
            log.Warning(MountEvent.LimitNotRaised, $"CVMFS_CPU_AFFINITY={settings["CVMFS_CPU_AFFINITY"]} has no effect: {refused}.");
        RaiseOpenFiles((ulong)settings.Presentation.MaxOpenFiles, log);
        if (settings.Presentation.OutOfMemoryScore is not { } score)
            return;
        var set = ProcessControl.SetOutOfMemoryScore(score);
        if (!set.IsOk)
            log.Warning(MountEvent.LimitNotRaised, $"CVMFS_OOM_SCORE_ADJ={score} has no effect: {set}.");
    }

    /// <summary>
    /// Takes a name that starts with <c>@</c> when the starter asks for it (<c>CVMFS_SYSTEMD_NOKILL</c>): systemd leaves such processes alone
    /// when it kills all others at shutdown (systemd.io/ROOT_STORAGE_DAEMONS). The name is argv[0], so the program replaces itself.
    /// </summary>
    public static void TakeProtectedName()
    {
        var arguments = Environment.GetCommandLineArgs();
        if (Environment.GetEnvironmentVariable(MountDaemon.ProtectedNameVariable) is null || arguments[0].StartsWith('@'))
            return;
        var executable = new FileInfo(DaemonLauncher.Self).LinkTarget ?? DaemonLauncher.Self;
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Where(variable => (string)variable.Key != MountDaemon.ProtectedNameVariable)
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string)(variable.Value ?? "")));
        _ = ProcessReplacement.Execute(executable, ["@" + Path.GetFileName(executable), .. arguments[1..]], environment);
    }

    /// <summary>
    /// Leaves the session of the starting process, tells it that the mount is there, and lets go of its terminal and pipes. Not before: only the
    /// automounter's own process group sees the bare folder below its mount, all others would wait for the mount that this process is making.
    /// </summary>
    /// <param name="keepErrors">Whether the starting process goes on to read the standard error.</param>
    public static void TellReady(bool keepErrors = false)
    {
        _ = ProcessControl.StartSession();
        Directory.SetCurrentDirectory("/");
        Console.Out.WriteLine(DaemonLauncher.ReadyLine);
        Console.Out.Flush();
        if (!File.Exists(NullDevice))
            return;
        using var nothing = File.OpenHandle(NullDevice, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        foreach (var descriptor in CopiesOfStandardStreams(keepErrors ? 1 : 2))
            _ = nothing.PlaceAt(descriptor);
    }

    // The runtime keeps duplicates of the three streams; whoever reads the other end of a pipe would wait for the mount's end.
    private static List<int> CopiesOfStandardStreams(int last)
    {
        const string Folder = "/proc/self/fd";
        var streams = Enumerable.Range(0, last + 1).ToList();
        if (!Directory.Exists(Folder))
            return streams;
        var targets = streams.Select(stream => new FileInfo($"{Folder}/{stream}").LinkTarget).ToHashSet();
        return [.. new DirectoryInfo(Folder).EnumerateFileSystemInfos()
            .Where(link => targets.Contains(link.LinkTarget) && link.LinkTarget != NullDevice)
            .Select(link => int.Parse(link.Name, CultureInfo.InvariantCulture))
            .Union(streams)];
    }

    // Monitoring looks for the command's name, while the executable has the name of all commands. By the file, since this may be any thread.
    private static void TakeName()
    {
        const string NameFile = "/proc/self/comm";
        if (File.Exists(NameFile))
            File.WriteAllText(NameFile, MountCommand.Name);
    }

    private static void RaiseOpenFiles(ulong wanted, MountLog log)
    {
        if (!ResourceLimit.Get(LimitedResource.OpenFiles).TryGet(out var now) || now.Soft >= wanted)
            return;
        if (new ResourceLimit(wanted, Math.Max(wanted, now.Hard)).Apply(LimitedResource.OpenFiles).IsOk)
            return;

        // Without the right to raise the hard limit: up to it.
        var less = new ResourceLimit(now.Hard, now.Hard).Apply(LimitedResource.OpenFiles);
        log.Warning(MountEvent.LimitNotRaised, $"CVMFS_NFILES={wanted} is above the hard limit; {now.Hard} open files are possible ({less}).");
    }
}
