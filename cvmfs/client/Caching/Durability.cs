using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// Knows which objects of a directory a power loss cannot have damaged. Objects are not synchronised one by one; instead the whole file system is, about
/// once a minute while objects are written, and <c>.cvmfsdurable</c> notes until when everything is on the disk, in which boot of the machine. When
/// another boot finds the note, objects that were written after that moment are removed, because a file may have its name but not its bytes. The
/// process that leaves last notes that nothing is left to look at. See decision 0024.
/// </summary>
internal sealed class Durability : IDisposable
{
    private const string BootFile = "/proc/sys/kernel/random/boot_id";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    // Time stamps of files come from the kernel's coarse clock.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly CacheDirectory _cache;
    private readonly Func<SafeFileHandle, bool> _sync;
    private readonly ClientServices _services;
    private readonly string _file;
    private readonly string _boot;
    private readonly ITimer _timer;
    private FileStream? _alive;
    private DurabilityNote _note;
    private int _isDirty;
    private bool _disposed;

    public Durability(CacheDirectory cache, Func<SafeFileHandle, bool> sync, ClientServices services)
    {
        _cache = cache;
        _sync = sync;
        _services = services;
        _file = Path.Combine(cache.Root, ".cvmfsdurable");
        _boot = File.Exists(BootFile) ? File.ReadAllText(BootFile).Trim() : "unknown";
        _timer = services.Time.CreateTimer(static state => ((Durability)state!).Checkpoint(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Removes what may be damaged. Harmless when several processes do it at once.</summary>
    /// <exception cref="IOException">The directory cannot be read or written.</exception>
    public void Recover()
    {
        _alive = new FileStream(_file + ".lock", FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (DurabilityNote.Load(_file) is not { } note)
        {
            // The first time here: what another client left counts as written, as soon as it is.
            _note = new DurabilityNote(_boot, DateTimeOffset.UnixEpoch, IsClean: false);
            _isDirty = 1;
            Checkpoint();
            return;
        }

        _note = note;
        if (note.Boot == _boot || note.IsClean)
            return;
        var suspects = _cache.Objects().Where(found => found.File.LastWriteTimeUtc > note.Until.UtcDateTime).Select(found => found.Hash).ToList();
        foreach (var hash in suspects)
            _cache.Delete(hash);
        if (suspects.Count > 0)
            _services.PowerLost(_cache.Root, suspects.Count);
        Write(_note with { Boot = _boot });
    }

    /// <summary>To be called before an object gets its name. Cheap but for the first time after a while.</summary>
    public void Written()
    {
        // A clock that was set back would make new files look older than the last checkpoint.
        if (Volatile.Read(ref _isDirty) == 1 && _services.Time.GetUtcNow() > _note.Until)
            return;
        lock (_gate)
        {
            var now = _services.Time.GetUtcNow();
            if (_note.IsClean || _note.Boot != _boot || now <= _note.Until)
                Write(new DurabilityNote(_boot, now <= _note.Until ? now - ClockMargin : _note.Until, IsClean: false));
            Volatile.Write(ref _isDirty, 1);
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Puts everything written until now on the disk and notes it.</summary>
    public void Checkpoint()
    {
        lock (_gate)
        {
            if (!_disposed && _isDirty == 1)
                Checkpoint(_alive!.SafeFileHandle, isClean: false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _timer.Dispose();
            if (_alive is null)
                return;
            _alive.Dispose();

            // One synchronisation, not two: whoever unmounts waits for it. Without the lock another process goes on, or leaves now and does it.
            using var alone = TryLock(FileAccess.ReadWrite, FileShare.None);
            using var anchor = alone is null && _isDirty == 1 ? TryLock(FileAccess.Read, FileShare.Read) : null;
            if (alone is not null && (_isDirty == 1 || (!_note.IsClean && DurabilityNote.Load(_file) is { IsClean: false })))
                Checkpoint(alone.SafeFileHandle, isClean: true);
            else if (anchor is not null)
                Checkpoint(anchor.SafeFileHandle, isClean: false);
        }
    }

    private void Checkpoint(SafeFileHandle anchor, bool isClean)
    {
        _isDirty = 0;
        var until = _services.Time.GetUtcNow() - ClockMargin;
        if (_sync(anchor))
            Write(new DurabilityNote(_boot, until, isClean));
        else
            _services.DurabilityUnknown(_cache.Root, "syncfs failed");
    }

    private void Write(DurabilityNote note)
    {
        _note = note;
        try
        {
            note.Store(_file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _services.DurabilityUnknown(_cache.Root, failure.Message);
        }
    }

    private FileStream? TryLock(FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(_file + ".lock", FileMode.OpenOrCreate, access, share, bufferSize: 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
