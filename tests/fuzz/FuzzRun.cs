using System.Diagnostics;

namespace CernVM.Fuzz;

/// <summary>Runs one target so many times and stops at the first find, which it keeps.</summary>
internal sealed class FuzzRun(FuzzTarget target, string corpusFolder, string findsFolder, int seed)
{
    private const int LongestInput = 1 << 20;
    private const long MostMemory = 1L << 30;
    private const int ReportEvery = 100_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(10);

    private long _done;
    private byte[] _input = [];

    /// <summary>True without a find.</summary>
    public bool Execute(long executions)
    {
        var corpus = Directory.GetFiles(Path.Combine(corpusFolder, target.Corpus)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        var mutator = new Mutator(corpus, new Random(seed), LongestInput);
        var watch = Stopwatch.StartNew();
        using var guard = new Timer(_ => CheckProgress(), null, Patience, Patience);
        foreach (var valid in corpus)
        {
            if (!TryOnce(valid))
                return false;
        }

        while (_done < executions)
        {
            if (!TryOnce(mutator.Next()))
                return false;
            if (_done % ReportEvery != 0)
                continue;
            Console.WriteLine($"{target.Name}: {_done} executions, {watch.Elapsed.TotalSeconds:F0} s");
            if (Environment.WorkingSet > MostMemory)
                return Found($"{Environment.WorkingSet >> 20} MiB are in use after {_done} executions");
        }

        Console.WriteLine($"{target.Name}: {_done} executions, nothing found, {watch.Elapsed.TotalSeconds:F0} s");
        return true;
    }

    private bool TryOnce(byte[] input)
    {
        _input = input;
        try
        {
            target.Run(input);
            Interlocked.Increment(ref _done);
            return true;
        }
        catch (Exception escaped)
        {
            return Found(escaped.ToString());
        }
    }

    private long _lastDone = -1;
    private TimeSpan _lastWork;
    private long _lastTime;

    // A reader that does not end cannot be stopped from outside: the whole run ends. Its work counts, since a busy machine may let the run wait.
    private void CheckProgress()
    {
        var done = Interlocked.Read(ref _done);
        if (done != _lastDone)
        {
            (_lastDone, _lastWork, _lastTime) = (done, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            return;
        }

        if (Environment.CpuUsage.TotalTime - _lastWork < Patience && Stopwatch.GetElapsedTime(_lastTime) < LongestSleep)
            return;
        Found($"no end within {Patience.TotalSeconds} s of work, or {LongestSleep.TotalMinutes} minutes");
        Environment.Exit(1);
    }

    private bool Found(string what)
    {
        Directory.CreateDirectory(findsFolder);
        var file = Path.Combine(findsFolder, $"{target.Name}-{seed}-{_done}");
        File.WriteAllBytes(file, _input);
        Console.Error.WriteLine($"{target.Name}: {what}\nThe input is kept in {file}; when the reader is mended it belongs into corpus/{target.Corpus}.");
        return false;
    }
}
