using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse;

/// <summary>What a session reports. Called by worker threads; must not throw.</summary>
public class FuseObserver
{
    /// <summary>One observer that says nothing.</summary>
    public static FuseObserver Silent { get; } = new();

    /// <summary>True to get a line for every request and reply. May change while the session runs.</summary>
    public virtual bool IsTracing => false;

    /// <summary>A line of the trace.</summary>
    public virtual void Trace(string line)
    {
    }

    /// <summary>True to be told how long each request took. Must not change while the session runs.</summary>
    public virtual bool IsTiming => false;

    /// <summary>A request was served. Called for every one, so it must be cheap.</summary>
    /// <param name="request">Its head.</param>
    /// <param name="error">The answer.</param>
    /// <param name="took">Time in the handler; zero without <see cref="IsTiming"/>.</param>
    public virtual void Served(in FuseRequest request, Errno error, TimeSpan took)
    {
    }

    /// <summary>A handler threw; the request was answered with EIO.</summary>
    public virtual void HandlerFailed(in FuseRequest request, Exception error)
    {
    }

    /// <summary>The kernel did not take a reply.</summary>
    public virtual void ReplyRefused(in FuseRequest request, Errno error)
    {
    }

    /// <summary>A thread of the session could not start, or failed outside of a handler.</summary>
    public virtual void WorkerFailed(Exception error)
    {
    }

    /// <summary>The session ended.</summary>
    public virtual void Ended(SessionEnd end)
    {
    }
}
