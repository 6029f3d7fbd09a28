using System.Collections;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Processes;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Bootloader.Agent.Repository;

/// <summary>
/// The step between PID 1 and the daemon: output goes to a file, and the program's name gets the leading <c>@</c> that makes
/// systemd spare the process at shutdown (systemd's ROOT_STORAGE_DAEMONS document).
/// </summary>
internal static class DaemonRole
{
    private const string ProgramName = "@cvmfs2";
    private const int Failed = 1;

    /// <summary>Replaces this process. Arguments: the log file, the executable, then the client's own.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var log, var executable, .. var rest])
            return Failed;
        using (SafeFileHandle none = File.OpenHandle("/dev/null"))
            none.PlaceAt(0);
        using (var file = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SafeFileHandle.PlaceAt(1);
            file.SafeFileHandle.PlaceAt(2);
        }

        ProcessControl.StartSession();
        IEnumerable<KeyValuePair<string, string>> environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => new KeyValuePair<string, string>((string)entry.Key, (string?)entry.Value ?? ""));
        LinuxResult result = ProcessReplacement.Execute(executable, [ProgramName, .. rest], environment);
        using var errors = new StreamWriter(new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
        errors.WriteLine($"{executable} cannot be started: {result}");
        return Failed;
    }
}
