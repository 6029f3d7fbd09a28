namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>
/// Brings INTERRUPT to the worker that it is for. It may come before that worker has begun (another one read it), so what finds nobody is kept
/// for a moment and looked at when a request begins; or after the answer left, and then it is dropped with age.
/// </summary>
internal sealed class InterruptTable(TimeProvider clock)
{
    // Ours: a worker begins within microseconds of its read, so a second is for ever and 64 waiting ones are plenty.
    private const int WaitingMaximum = 64;
    private static readonly TimeSpan WaitingTime = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly List<RequestSlot> slots = [];
    private readonly Queue<(ulong Request, long Time)> waiting = new();
    private int waitingCount;

    /// <summary>A worker joins.</summary>
    public void Add(RequestSlot slot)
    {
        lock (gate)
            slots.Add(slot);
    }

    /// <summary>A worker leaves.</summary>
    public void Remove(RequestSlot slot)
    {
        lock (gate)
            slots.Remove(slot);
    }

    /// <summary>A worker begins a request.</summary>
    public void Begin(RequestSlot slot, ulong request)
    {
        slot.Begin(request);
        if (Volatile.Read(ref waitingCount) == 0)
            return;
        lock (gate)
        {
            DropOld();
            if (waiting.Any(item => item.Request == request))
                slot.TryInterrupt(request);
        }
    }

    /// <summary>The kernel interrupts a request.</summary>
    public void Interrupt(ulong request)
    {
        lock (gate)
        {
            DropOld();
            if (waiting.Count == WaitingMaximum)
                waiting.Dequeue();
            waiting.Enqueue((request, clock.GetTimestamp()));
            Interlocked.Exchange(ref waitingCount, waiting.Count);
            foreach (var slot in slots)
            {
                if (slot.TryInterrupt(request))
                    return;
            }
        }
    }

    private void DropOld()
    {
        while (waiting.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.Time) > WaitingTime)
            waiting.Dequeue();
        Volatile.Write(ref waitingCount, waiting.Count);
    }
}
