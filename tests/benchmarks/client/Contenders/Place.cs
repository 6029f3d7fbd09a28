using CernVM.Benchmarks.Client.Processes;

namespace CernVM.Benchmarks.Client.Contenders;

/// <summary>A tree that a contender shows, until it is disposed.</summary>
internal class Place(string root) : IAsyncDisposable
{
    /// <summary>Its top directory.</summary>
    public string Root => root;

    /// <summary>The process that serves it; null for a plain tree.</summary>
    public ProcessUsage? Client { get; protected set; }

    /// <summary>Seconds from the start of the mount command to its end.</summary>
    public double StartSeconds { get; protected set; }

    /// <summary>The client's processor time so far, in seconds.</summary>
    public double CpuSeconds => Client?.CpuSeconds ?? 0;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
