namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>What the mount counts beside the client: opened and open files and directories.</summary>
public sealed class MountStatistics
{
    private long _openFiles;
    private long _openDirectories;
    private long _directoryOpens;

    /// <summary>Starts the clock of <see cref="StartedAt"/>.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="startedAt">When another process has made the mount; null for now.</param>
    public MountStatistics(TimeProvider clock, DateTimeOffset? startedAt = null) => StartedAt = startedAt ?? clock.GetUtcNow();

    /// <summary>When the mount was made.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Files open at present.</summary>
    public long OpenFiles => Volatile.Read(ref _openFiles);

    /// <summary>Directories open at present; 0 where the kernel opens them without asking (Linux 5.1).</summary>
    public long OpenDirectories => Volatile.Read(ref _openDirectories);

    /// <summary>Directories opened so far; where the kernel opens them without asking, those that it had us list.</summary>
    public long DirectoryOpens => Volatile.Read(ref _directoryOpens);

    internal void Restore(long openFiles, long openDirectories)
    {
        Volatile.Write(ref _openFiles, openFiles);
        Volatile.Write(ref _openDirectories, openDirectories);
    }

    internal void FileOpened() => Interlocked.Increment(ref _openFiles);

    internal void FileClosed() => Interlocked.Decrement(ref _openFiles);

    internal void DirectoryOpened()
    {
        Interlocked.Increment(ref _openDirectories);
        Interlocked.Increment(ref _directoryOpens);
    }

    internal void DirectoryListed() => Interlocked.Increment(ref _directoryOpens);

    internal void DirectoryClosed() => Interlocked.Decrement(ref _openDirectories);
}
