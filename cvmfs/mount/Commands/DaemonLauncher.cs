using System.Diagnostics;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>
/// Starts the process that serves the mount and waits until it is ready. A runtime with threads cannot fork, so the executable starts
/// itself once more; the child says that it is ready by one line on its standard output, and complains on the standard error that it inherits.
/// </summary>
internal static class DaemonLauncher
{
    /// <summary>The line by which the child says that the repository is mounted.</summary>
    public const string ReadyLine = "mounted";

    /// <summary>This executable, also after its file was replaced.</summary>
    public const string Self = "/proc/self/exe";

    public static async Task<LoaderExitCode> LaunchAsync(
        IReadOnlyList<string> arguments, bool hasWatchdog, ClientSettings settings, CancellationToken cancel)
    {
        var executable = new FileInfo(Self).LinkTarget ?? Self;
        string[] all = [MountCommand.Name, hasWatchdog ? MountOptionsParser.Supervisor : MountOptionsParser.DaemonChild, .. arguments];
        var start = new ProcessStartInfo(executable, all) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (ParameterIsOn(settings["CVMFS_SYSTEMD_NOKILL"]))
            start.Environment[MountDaemon.ProtectedNameVariable] = "1";
        using var child = Process.Start(start) ?? throw new InvalidOperationException($"Starting {executable} gave no process.");
        child.StandardInput.Close();
        try
        {
            if (await child.StandardOutput.ReadLineAsync(cancel) == ReadyLine)
                return LoaderExitCode.Ok;
            await child.WaitForExitAsync(cancel);
            return child.ExitCode == 0 ? LoaderExitCode.Unknown : (LoaderExitCode)child.ExitCode;
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            return LoaderExitCode.Unknown;
        }
    }

    private static bool ParameterIsOn(string? text) => text?.ToLowerInvariant() is "yes" or "on" or "1" or "true";
}
