namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>Bounds on what is fetched ahead, all of them ours.</summary>
internal static class PrefetchLimits
{
    /// <summary>Transfers ahead of need at once while the server is near: parallel transfers gain little there and cost the reader processor time.</summary>
    public const int ParallelWhenNear = 4;

    /// <summary>Objects that wait for their transfer.</summary>
    public const int Queue = 4096;

    /// <summary>Objects fetched ahead whose use is still waited for.</summary>
    public const int Ledger = 32 * 1024;

    /// <summary>Guessed files of one place that may be unused before the first guess came true: one round of transfers.</summary>
    public const int FirstGuesses = 24;

    /// <summary>Further unused guesses of a place for each one that came true.</summary>
    public const int GuessesPerUse = 3;

    /// <summary>Unused files that may lie ahead of a process that seems to read a tree in order, before the first one was used.</summary>
    public const int FirstSteps = 4;

    /// <summary>Further ones for each that was used: half of them may be wrong.</summary>
    public const int StepsPerUse = 1;

    /// <summary>Threads that fetch for readers in order.</summary>
    public const int StepThreads = 8;

    /// <summary>Guessed files of all places that may be unused.</summary>
    public const int MostGuesses = 4096;

    /// <summary>Largest file fetched because of its neighbours.</summary>
    public const long LargestNeighbour = 1L << 20;

    /// <summary>Share of the free cache that guesses may take: one in so many bytes.</summary>
    public const int GuessShare = 8;

    /// <summary>Share of the free cache that profiles may take: one in so many bytes.</summary>
    public const int ProfileShare = 2;

    /// <summary>Time after which an object that nobody used counts as a part of the cache like any other.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    /// <summary>Time between looks at the fill of the cache.</summary>
    public static readonly TimeSpan RoomAge = TimeSpan.FromSeconds(2);
}
