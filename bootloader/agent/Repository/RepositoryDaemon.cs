using System.Diagnostics;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Bootloader.Agent.Repository;

/// <summary>The real daemon: this executable once more, as <c>@cvmfs2</c>.</summary>
internal sealed class RepositoryDaemon(TimeProvider time) : IRepositoryDaemon
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public async Task<DaemonStart> StartAsync(string repository, string configuration, TimeSpan limit, CancellationToken cancellation)
    {
        Directory.CreateDirectory(AgentPaths.ReadOnlyRoot);
        Directory.CreateDirectory(Path.GetDirectoryName(AgentPaths.DaemonLog)!);
        File.WriteAllText(AgentPaths.DaemonLog, "");
        string executable = AgentPaths.InstalledExecutable;
        string[] arguments =
        [
            "daemon", AgentPaths.DaemonLog, executable,
            "-f", "-o", $"config={configuration},allow_other", repository, AgentPaths.ReadOnlyRoot,
        ];
        using Process process = Process.Start(new ProcessStartInfo(executable, arguments) { UseShellExecute = false })!;
        long begin = time.GetTimestamp();
        while (time.GetElapsedTime(begin) < limit && !cancellation.IsCancellationRequested)
        {
            if (process.HasExited)
                return new DaemonStart(0, process.ExitCode, DaemonLog.LastWords(AgentPaths.DaemonLog));
            if (MountTable.At(AgentPaths.ReadOnlyRoot) is not null)
                return new DaemonStart(process.Id, null, "");
            await Task.Delay(Poll, time, CancellationToken.None).ConfigureAwait(false);
        }

        ProcessControl.Send(process.Id, Signal.Kill);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        FileSystemMounts.Detach(AgentPaths.ReadOnlyRoot, UnmountFlags.Detach);
        cancellation.ThrowIfCancellationRequested();
        return new DaemonStart(0, null, DaemonLog.LastWords(AgentPaths.DaemonLog));
    }
}
