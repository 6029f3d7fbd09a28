using System.Text;

namespace CernVM.Bootloader.Agent.Rescue;

/// <summary>Lines typed on the console. One thread reads for the whole boot, so that a wait can end without a line.</summary>
internal sealed class ConsoleLines(Stream input)
{
    private const int LongestLine = 1024;
    private const int MaximumWaiting = 64;
    private readonly Queue<string> _lines = new();
    private bool _started;

    /// <summary>The next line; null when none came within the time.</summary>
    public string? Next(TimeSpan limit)
    {
        lock (_lines)
        {
            if (!_started)
                new Thread(Read) { IsBackground = true, Name = "console" }.Start();
            _started = true;
            if (_lines.Count == 0)
                Monitor.Wait(_lines, limit);
            return _lines.TryDequeue(out string? line) ? line : null;
        }
    }

    private void Read()
    {
        var line = new List<byte>();
        try
        {
            for (int b; (b = input.ReadByte()) >= 0;)
            {
                if (b is '\n' or '\r')
                {
                    Add(Encoding.UTF8.GetString(line.ToArray()));
                    line.Clear();
                }
                else if (line.Count < LongestLine)
                    line.Add((byte)b);
            }
        }
        catch (IOException)
        {
            // No console to read from: the shell then ends by its time limit.
        }
    }

    private void Add(string line)
    {
        lock (_lines)
        {
            if (_lines.Count < MaximumWaiting)
                _lines.Enqueue(line);
            Monitor.PulseAll(_lines);
        }
    }
}
