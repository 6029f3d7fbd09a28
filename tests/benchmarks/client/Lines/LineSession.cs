using CernVM.Benchmarks.Client.Reports;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>A line being measured with one contender.</summary>
internal abstract class LineSession : IAsyncDisposable
{
    public abstract Task<Sample> MeasureAsync(CancellationToken cancel);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
