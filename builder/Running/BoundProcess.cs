using System.Diagnostics;
using CernVM.Builder.Tooling.Processes;

namespace CernVM.Builder.Running;

/// <summary>
/// A process that the kernel kills when this process ends, however that happens (prctl(2), PR_SET_PDEATHSIG). The signal is tied to
/// the starting thread, so a thread of its own starts the process and stays until its end.
/// </summary>
internal static class BoundProcess
{
    /// <summary>Fails when a program, or one that starts it, is not installed.</summary>
    public static void Require(string program)
    {
        foreach (var name in (string[])[program, "setpriv", "setsid"])
            Tool.Require(name);
    }

    public static async Task<(Process Process, Task<int> Ended)> StartAsync(string program, IReadOnlyList<string> arguments, bool ownTerminal)
    {
        // A session of its own keeps the terminal's interrupt key away, so that the guest can be shut down cleanly.
        var command = ownTerminal
            ? new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", program, .. arguments])
            : new ProcessStartInfo("setsid", ["setpriv", "--pdeathsig", "KILL", "--", program, .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(command, started, ended)) { IsBackground = true, Name = program };
        thread.Start();
        return (await started.Task.ConfigureAwait(false), ended.Task);
    }

    private static void Run(ProcessStartInfo command, TaskCompletionSource<Process> started, TaskCompletionSource<int> ended)
    {
        try
        {
            var process = Process.Start(command)!;
            started.SetResult(process);
            process.WaitForExit();
            ended.SetResult(process.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            started.SetException(error);
        }
    }
}
