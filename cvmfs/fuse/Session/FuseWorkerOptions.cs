namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>How many threads serve.</summary>
public sealed record FuseWorkerOptions
{
    /// <summary>Threads at most. Ours: what 64 blocked readers and their read-ahead need, with room.</summary>
    public int Maximum { get; init; } = 256;

    /// <summary>Threads that may wait for requests; more end after their work.</summary>
    public int MaximumIdle { get; init; } = 8;
}
