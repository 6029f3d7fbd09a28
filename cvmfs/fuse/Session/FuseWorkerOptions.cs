namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>How many threads serve.</summary>
public sealed record FuseWorkerOptions
{
    /// <summary>Threads at most. Ours: what 64 blocked readers and their read-ahead need, with room.</summary>
    public int Maximum { get; init; } = 256;

    /// <summary>Threads that may wait for requests; more end after their work, in time.</summary>
    public int MaximumIdle { get; init; } = 8;

    /// <summary>Milliseconds from the end of one thread to that of the next. Ours: short beside the life of a mount, long beside a burst.</summary>
    public int MillisecondsBetweenEnds { get; init; } = 250;
}
