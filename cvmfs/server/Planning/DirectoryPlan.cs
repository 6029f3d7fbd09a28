using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>Everything that happens to one directory's own row and to its entries; can be applied once its files are stored.</summary>
internal sealed class DirectoryPlan : IContentOwner
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One for the planner, which is not finished with this directory yet.
    private int _pending = 1;

    /// <summary>Rows, in the order in which they are to be applied.</summary>
    public List<EntryPlan> Entries { get; } = [];

    /// <summary>Nested catalogs whose reference moves; applied before the rows.</summary>
    public List<ReferencePlan> References { get; } = [];

    /// <summary>What nested catalogs held that go away as a whole.</summary>
    public CounterSet Gone { get; set; }

    /// <summary>Completes when all contents are stored and <see cref="Seal"/> was called.</summary>
    public Task Stored => _stored.Task;

    /// <summary>One more file must be stored before this plan can be applied.</summary>
    public void ExpectContent() => Interlocked.Increment(ref _pending);

    /// <summary>Nothing is added any more.</summary>
    public void Seal() => ContentStored();

    /// <inheritdoc/>
    public void ContentStored()
    {
        if (Interlocked.Decrement(ref _pending) == 0)
            _stored.TrySetResult();
    }
}
