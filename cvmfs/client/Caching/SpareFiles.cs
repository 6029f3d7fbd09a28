using System.Collections.Concurrent;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// Empty files made ahead while objects come in quickly. Where many files were removed lately, to make one costs more than all else that is done for a
/// small object (ext4 looks for an inode that was not freed in the last minute), so another thread does it. A few spare files wait for a few seconds at most.
/// </summary>
internal sealed class SpareFiles : IDisposable
{
    /// <summary>Spare files at most (ours).</summary>
    public const int Most = 8;

    // Ours: files that are taken this close together are a burst, for which spare ones pay.
    private const int BurstLength = 4;
    private const long BurstMilliseconds = 200;

    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<TemporaryFile> _spare = new();
    private readonly long[] _taken = new long[BurstLength];
    private readonly Lock _gate = new();
    private readonly Func<TemporaryFile> _make;
    private readonly ITimer _timer;
    private long _count;
    private int _isFilling;
    private bool _disposed;

    /// <param name="make">Makes a file; may throw when the directory cannot be written.</param>
    /// <param name="time">The clock.</param>
    public SpareFiles(Func<TemporaryFile> make, TimeProvider time)
    {
        _make = make;
        Array.Fill(_taken, long.MinValue / 2);
        _timer = time.CreateTimer(static files => ((SpareFiles)files!).Clear(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A spare file; null when there is none.</summary>
    public TemporaryFile? TryTake()
    {
        var isBurst = NoteTaken();
        var found = _spare.TryDequeue(out var file);
        if (isBurst && _spare.Count <= Most / 2 && Interlocked.Exchange(ref _isFilling, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static files => files.Fill(), this, preferLocal: false);
        return found ? file : null;
    }

    /// <summary>Removes all spare files, because they are not needed or their directory is gone.</summary>
    public void Clear()
    {
        while (_spare.TryDequeue(out var file))
            Remove(file);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _timer.Dispose();
        Clear();
    }

    private bool NoteTaken()
    {
        var now = Environment.TickCount64;
        var at = Interlocked.Increment(ref _count) % BurstLength;
        return now - Interlocked.Exchange(ref _taken[at], now) <= BurstMilliseconds;
    }

    private void Fill()
    {
        try
        {
            // Under the lock, so that nothing is made once the files are disposed of.
            while (_spare.Count < Most)
            {
                lock (_gate)
                {
                    if (_disposed)
                        return;
                    _spare.Enqueue(_make());
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever brings the next object makes its file by itself and reports why that fails.
        }
        finally
        {
            Volatile.Write(ref _isFilling, 0);
            KeepForAWhile();
        }
    }

    private void KeepForAWhile()
    {
        lock (_gate)
        {
            if (!_disposed)
                _timer.Change(LongestIdle, Timeout.InfiniteTimeSpan);
        }
    }

    private static void Remove(TemporaryFile file)
    {
        file.Dispose();
        try
        {
            File.Delete(file.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next process that is alone in the cache removes it.
        }
    }
}
