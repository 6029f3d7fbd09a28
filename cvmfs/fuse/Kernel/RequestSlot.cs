namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>What one worker works on now, so that INTERRUPT can find it. Reused from request to request.</summary>
internal sealed class RequestSlot
{
    private readonly Lock gate = new();
    private readonly CancellationToken sessionEnd;
    private CancellationTokenSource? source;
    private ulong unique;
    private bool interrupted;

    public RequestSlot(CancellationToken sessionEnd) => this.sessionEnd = sessionEnd;

    /// <summary>Made when a handler first asks for it.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (gate)
            {
                source ??= CancellationTokenSource.CreateLinkedTokenSource(sessionEnd);
                if (interrupted)
                    source.Cancel();
                return source.Token;
            }
        }
    }

    /// <summary>A request begins. The write is a full fence: an interrupt either finds it here or is found waiting by the worker.</summary>
    public void Begin(ulong request) => Interlocked.Exchange(ref unique, request);

    /// <summary>The request is answered.</summary>
    public void End()
    {
        lock (gate)
        {
            unique = 0;
            source?.Dispose();
            source = null;
            interrupted = false;
        }
    }

    /// <summary>Interrupts the request when it is the one at work.</summary>
    public bool TryInterrupt(ulong request)
    {
        if (Volatile.Read(ref unique) != request)
            return false;
        lock (gate)
        {
            if (unique != request)
                return false;
            interrupted = true;
            source?.Cancel();
            return true;
        }
    }
}
