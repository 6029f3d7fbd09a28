using System.Globalization;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Mount.Supervision;

/// <summary>How the process of a mount ended when it should not have.</summary>
/// <param name="Child">The process.</param>
/// <param name="LastWords">What it wrote to its standard error at the end: the runtime's stack trace of an exception.</param>
internal sealed record CrashReport(ExitedChild Child, string LastWords)
{
    // A shell's way of counting: 128 plus the signal.
    private const int FirstSignal = 128;

    /// <summary>True for a process that a signal ended, its own abort included; the mount's own codes are small.</summary>
    public bool IsCrash => Child.ExitCode > FirstSignal;

    /// <summary>One sentence for the log.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"process {Child.ProcessId} was ended by signal {Child.ExitCode - FirstSignal} ({SignalName})");

    private string SignalName => (Child.ExitCode - FirstSignal) switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL, perhaps for lack of memory",
        11 => "SIGSEGV",
        15 => "SIGTERM",
        31 => "SIGSYS",
        _ => "see signal(7)",
    };

    /// <summary>Adds the report to a file.</summary>
    /// <returns>Why it could not be written; null when it was.</returns>
    public string? AppendTo(string file, string repository, DateTimeOffset time)
    {
        try
        {
            var text = $"{time:yyyy-MM-ddTHH:mm:ssZ} cvmfs2 {ProductVersion.Number} of {repository}: {Summary}\n{LastWords}\n";
            File.AppendAllText(file, text);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
