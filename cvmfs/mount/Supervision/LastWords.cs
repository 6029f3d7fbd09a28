using System.Globalization;
using System.Text;
using System.Threading.Channels;
using CernVM.Cvmfs.Mount.Replacement;

namespace CernVM.Cvmfs.Mount.Supervision;

/// <summary>
/// What the process of a mount writes to its standard error: shown to whoever mounts until the mount is there, then kept for the report of a crash. A
/// process that another one has replaced names it there, too.
/// </summary>
internal sealed class LastWords
{
    /// <summary>Begins the line that names the process which serves from now on.</summary>
    public const string SuccessorMark = "cvmfs2-successor ";

    /// <summary>Ours: a few stack traces.</summary>
    private const int MostCharacters = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly StringBuilder _kept = new();
    private readonly Channel<int> _successors = Channel.CreateUnbounded<int>();
    private volatile bool _isMounted;

    /// <summary>The text that is kept.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
                return _kept.ToString();
        }
    }

    /// <summary>From now on nobody else reads it.</summary>
    public void StopShowing() => _isMounted = true;

    /// <summary>Says, in the process of the mount, who serves from now on.</summary>
    public static void Tell(Successor successor) => Console.Error.WriteLine(SuccessorMark + successor.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads until every process that can write has ended.</summary>
    public async Task ReadAsync(TextReader errors)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(SuccessorMark, StringComparison.Ordinal)
                && int.TryParse(line.AsSpan(SuccessorMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
                _successors.Writer.TryWrite(process);
            else if (_isMounted)
                Keep(line);
            else
                Console.Error.WriteLine(line);
        }
    }

    /// <summary>The next process that was named; null when none was in time.</summary>
    public async Task<int?> NextSuccessorAsync(TimeSpan limit)
    {
        try
        {
            using var waiting = new CancellationTokenSource(limit);
            return await _successors.Reader.ReadAsync(waiting.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void Keep(string line)
    {
        lock (_lock)
        {
            _kept.AppendLine(line);
            if (_kept.Length > MostCharacters)
                _kept.Remove(0, _kept.Length - MostCharacters);
        }
    }
}
