using System.Threading.Channels;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Planning;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>
/// Stands between the planner and the two that follow it: files go to the pipeline, plans wait in order until their files are stored. At most
/// <see cref="PlansInFlight"/> plans wait, which bounds the memory of a publish.
/// </summary>
internal sealed class PublishQueue(FilePipeline pipeline, Action<string> warn, CancellationToken stop) : IPlanSink
{
    private const int PlansInFlight = 2048;

    private readonly Channel<DirectoryPlan> _plans = Channel.CreateBounded<DirectoryPlan>(
        new BoundedChannelOptions(PlansInFlight) { SingleReader = true, SingleWriter = true });

    public async ValueTask AddAsync(DirectoryPlan plan)
    {
        if (_plans.Writer.TryWrite(plan))
            return;
        // The plan at the head may wait for a file in a batch that is not full yet.
        await pipeline.FlushAsync();
        await _plans.Writer.WriteAsync(plan, stop);
    }

    public ValueTask AddAsync(ContentJob job) => pipeline.AddAsync(job);

    public void Warn(string message) => warn(message);

    /// <summary>The planner is done.</summary>
    public async Task CompleteAsync()
    {
        _plans.Writer.TryComplete();
        await pipeline.CompleteAsync();
    }

    /// <summary>Applies every plan in order as soon as its files are stored.</summary>
    public async Task ApplyAllAsync(PlanApplier applier)
    {
        await foreach (var plan in _plans.Reader.ReadAllAsync(stop))
        {
            if (!plan.Stored.IsCompleted)
                await plan.Stored.WaitAsync(stop);
            applier.Apply(plan);
        }
    }
}
