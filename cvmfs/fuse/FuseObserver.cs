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
