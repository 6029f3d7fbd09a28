using System.Text;
using CernVM.Bootloader.Agent.Boot;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Bootloader.Agent.Terminal;

/// <summary>
/// The console as a stream of bytes. System.Console is not used by PID 1: it would look for a terminal database in an
/// empty root and take over the signals of child processes.
/// </summary>
internal sealed class BootConsole(Stream output) : IConsole
{
    /// <summary>Ours: enough for every message of a long boot, and a bound for one that repeats itself.</summary>
    private const int MaximumLogLines = 2000;

    private readonly Queue<string> _log = new();
    private readonly Lock _gate = new();

    /// <summary>The console that PID 1 was started with.</summary>
    public static BootConsole OnStandardOutput() => new(new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0));

    /// <inheritdoc/>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_gate)
                return [.. _log];
        }
    }

    /// <inheritdoc/>
    public void Line(string text)
    {
        lock (_gate)
        {
            _log.Enqueue(text);
            if (_log.Count > MaximumLogLines)
                _log.Dequeue();
            Write(text + "\n");
        }
    }

    /// <inheritdoc/>
    public void Note(string text) => Line("        note: " + text);

    /// <inheritdoc/>
    public void Failure(BootFailure failure)
    {
        Line("");
        Line("CernVM cannot boot: " + failure.What);
        Line("  why:  " + failure.Why);
        Line("  cure: " + failure.Cure);
        Line("");
    }

    /// <summary>A line of what a command of the shell shows; not logged, else 'log' would show itself.</summary>
    public void Print(string line) => Write(line + "\n");

    /// <summary>Text as it is, without a line end and not logged: prompts.</summary>
    public void Write(string text)
    {
        try
        {
            output.Write(Encoding.UTF8.GetBytes(text));
            output.Flush();
        }
        catch (IOException)
        {
            // A console that hung up must not end the boot; the log still has the line.
        }
    }
}
