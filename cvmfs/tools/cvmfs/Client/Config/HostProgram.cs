using System.ComponentModel;
using System.Diagnostics;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary>Programs of the machine that a command calls: service managers, user management, the automounter.</summary>
internal static class HostProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The first of these paths that exists, or null.</summary>
    public static string? Locate(params string[] paths) => paths.FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end and returns its code and output; null when it is not there or takes longer than two minutes.</summary>
    public static (int Code, string Output, string Errors)? Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start);
            if (process is null)
                return null;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (process.WaitForExit(Limit) && Task.WaitAll([output, errors], Limit))
                return (process.ExitCode, output.Result, errors.Result);
            process.Kill(entireProcessTree: true);
            return null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Whether a program ends with 0.</summary>
    public static bool Succeeds(string program, params string[] arguments) => Run(program, arguments)?.Code == 0;

    /// <summary>Whether a process of this name runs.</summary>
    public static bool IsRunning(string name) => RunningProcess.All().Any(process => process.Name == name);
}
