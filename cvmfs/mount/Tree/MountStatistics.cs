using CernVM.Cvmfs.Fuse;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>What the mount counts beside the client: opened and open files and directories.</summary>
public sealed class MountStatistics
{
    private long _openFiles;
    private long _openDirectories;
    private long _directoryOpens;
    private long _opensWithPages;
    private long _opensWithoutPages;
    private long _opensPastPages;
    private long _changedFilesAsked;
    private long _inodesReplaced;

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

    /// <summary>Opens after which the kernel goes on using what it has cached of the file.</summary>
    public long OpensWithPages => Volatile.Read(ref _opensWithPages);

    /// <summary>Opens after which the kernel drops what it has cached of the file.</summary>
    public long OpensWithoutPages => Volatile.Read(ref _opensWithoutPages);

    /// <summary>Opens whose reads pass the kernel's cache.</summary>
    public long OpensPastPages => Volatile.Read(ref _opensPastPages);

    /// <summary>Requests for the attributes of files that are open and have other content by now.</summary>
    public long ChangedFilesAsked => Volatile.Read(ref _changedFilesAsked);

    /// <summary>Names of files that were open when they got other content, and whose new inode the kernel has asked for since.</summary>
    public long InodesReplaced => Volatile.Read(ref _inodesReplaced);

    internal void ChangedFileAsked() => Interlocked.Increment(ref _changedFilesAsked);

    internal void InodeReplaced() => Interlocked.Increment(ref _inodesReplaced);

    internal void Restore(long openFiles, long openDirectories)
    {
        Volatile.Write(ref _openFiles, openFiles);
        Volatile.Write(ref _openDirectories, openDirectories);
    }

    internal void FileOpened(OpenBehaviour behaviour)
    {
        Interlocked.Increment(ref _openFiles);
        if (behaviour.HasFlag(OpenBehaviour.DirectIo))
            Interlocked.Increment(ref _opensPastPages);
        else if (behaviour.HasFlag(OpenBehaviour.KeepCache))
            Interlocked.Increment(ref _opensWithPages);
        else
            Interlocked.Increment(ref _opensWithoutPages);
    }

    internal void FileClosed() => Interlocked.Decrement(ref _openFiles);

    internal void DirectoryOpened()
    {
        Interlocked.Increment(ref _openDirectories);
        Interlocked.Increment(ref _directoryOpens);
    }

    internal void DirectoryListed() => Interlocked.Increment(ref _directoryOpens);

    internal void DirectoryClosed() => Interlocked.Decrement(ref _openDirectories);
}
