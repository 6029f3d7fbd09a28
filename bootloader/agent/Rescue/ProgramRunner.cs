using System.Diagnostics;
using System.Globalization;

namespace CernVM.Bootloader.Agent.Rescue;

/// <summary>Runs a program of the image with the console as its input and output.</summary>
internal static class ProgramRunner
{
    /// <summary>Waits for its end; a person sits before it and can end it.</summary>
    public static IEnumerable<string> Run(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
            return ["exec: which program?"];
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { UseShellExecute = false });
            process!.WaitForExit();
            return [string.Create(CultureInfo.InvariantCulture, $"exit code {process.ExitCode}")];
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return [$"exec: {words[0]}: {e.Message}"];
        }
    }
}
