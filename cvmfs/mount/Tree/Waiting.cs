namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>
/// Blocks a thread of the session until something has been fetched. A transfer takes long, and a thread that spins meanwhile, as waiting for a task begins,
/// takes the processor from those that carry the transfer.
/// </summary>
internal static class Waiting
{
    [ThreadStatic]
    private static Gate? _gate;

    /// <summary>The outcome of the task.</summary>
    public static T For<T>(ValueTask<T> task)
    {
        var awaiter = task.ConfigureAwait(false).GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            var gate = _gate ??= new Gate();
            awaiter.UnsafeOnCompleted(gate.Open);
            gate.Pass();
        }

        return awaiter.GetResult();
    }

    private sealed class Gate : IDisposable
    {
        private readonly ManualResetEventSlim _event = new(initialState: false, spinCount: 0);

        public Gate() => Open = _event.Set;

        public Action Open { get; }

        public void Pass()
        {
            _event.Wait();
            _event.Reset();
        }

        public void Dispose() => _event.Dispose();
    }
}
