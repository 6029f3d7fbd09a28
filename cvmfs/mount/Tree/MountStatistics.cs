namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>What the mount counts beside the client: opened and open files and directories.</summary>
public sealed class MountStatistics
{
    private long _openFiles;
    private long _openDirectories;
    private long _directoryOpens;

    /// <summary>Starts the clock of <see cref="StartedAt"/>.</summary>
    public MountStatistics(TimeProvider clock) => StartedAt = clock.GetUtcNow();

    /// <summary>When the mount was made.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Files open at present.</summary>
    public long OpenFiles => Volatile.Read(ref _openFiles);

    /// <summary>Directories open at present.</summary>
    public long OpenDirectories => Volatile.Read(ref _openDirectories);

    /// <summary>Directories opened so far.</summary>
    public long DirectoryOpens => Volatile.Read(ref _directoryOpens);

    internal void FileOpened() => Interlocked.Increment(ref _openFiles);

    internal void FileClosed() => Interlocked.Decrement(ref _openFiles);

    internal void DirectoryOpened()
    {
        Interlocked.Increment(ref _openDirectories);
        Interlocked.Increment(ref _directoryOpens);
    }

    internal void DirectoryClosed() => Interlocked.Decrement(ref _openDirectories);
}
