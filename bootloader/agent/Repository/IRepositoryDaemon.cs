namespace CernVM.Bootloader.Agent.Repository;

/// <summary>Starts the cvmfs daemon and sees how it fares.</summary>
internal interface IRepositoryDaemon
{
    /// <summary>Starts it and waits until it has mounted, has ended, or the limit has passed; in the last case it is ended.</summary>
    Task<DaemonStart> StartAsync(string repository, string configuration, TimeSpan limit, CancellationToken cancellation);
}

/// <summary>How a start went.</summary>
/// <param name="ProcessId">Its number; 0 when it is not mounted.</param>
/// <param name="ExitCode">Its exit code when it ended by itself.</param>
/// <param name="LastWords">The last messages that it printed.</param>
internal sealed record DaemonStart(int ProcessId, int? ExitCode, string LastWords)
{
    /// <summary>Whether the mount is there.</summary>
    public bool IsMounted => ProcessId != 0;
}
