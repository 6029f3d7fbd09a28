using System.Diagnostics;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>
/// Lets the automounter mount the config repository. The kernel does not mount on behalf of the automounter's own process group (oz mode,
/// fs/autofs/waitq.c), and mount(8) called by it belongs to that group. So a short-lived process in a session of its own looks first, and keeps the
/// folder in use while this one reads.
/// </summary>
internal sealed class ConfigRepositoryAccess : IConfigRepositoryAccess
{
    /// <summary>The hidden option of the process that looks.</summary>
    public const string Option = "--hold";

    private const string Ready = "ready";

    // Ours, arbitrary: a mount through slow proxies takes so long.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private ConfigRepositoryAccess()
    {
    }

    /// <summary>The one instance.</summary>
    public static ConfigRepositoryAccess Instance { get; } = new();

    /// <inheritdoc/>
    public IDisposable? Reach(string folder)
    {
        if (!IsBelowAutomounter(folder))
            return null;
        var executable = new FileInfo(DaemonLauncher.Self).LinkTarget ?? DaemonLauncher.Self;
        var start = new ProcessStartInfo(executable, [MountCommand.Name, Option, folder]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var holder = Process.Start(start) ?? throw new InvalidOperationException($"Starting {executable} gave no process.");
        if (holder.StandardOutput.ReadLineAsync().Wait(Limit))
            return new Holder(holder);
        holder.Kill();
        holder.Dispose();
        return null;
    }

    /// <summary>Is that process: opens the folder, says so, waits for the end of its standard input.</summary>
    public static int Hold(string folder)
    {
        _ = ProcessControl.StartSession();
        _ = DirectoryHandle.Open(folder).TryGet(out var handle);
        using (handle)
        {
            Console.Out.WriteLine(Ready);
            Console.Out.Flush();
            _ = Console.In.Read();
        }
        return (int)LoaderExitCode.Ok;
    }

    // Elsewhere looking is enough, or nothing helps.
    private static bool IsBelowAutomounter(string folder) =>
        MountTable.Read().LastOrDefault(entry => folder.StartsWith(entry.Target.TrimEnd('/') + "/", StringComparison.Ordinal))?.Type == "autofs";

    private sealed class Holder(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
