using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Mount.Instrumentation;
using CernVM.Cvmfs.Mount.Logging;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>Brings what the session reports into the log.</summary>
internal sealed class SessionObserver(MountLog log, OperationStatistics operations, bool trace) : FuseObserver
{
    public override bool IsTracing => trace;

    public override bool IsTiming => operations.IsTiming;

    public override void Served(in FuseRequest request, Errno error, TimeSpan took) => operations.Add(request, error, took);

    public override void Trace(string line) => log.Write(new ClientLogEntry(ClientLogLevel.Debug, MountEvent.RequestTraced, line));

    public override void HandlerFailed(in FuseRequest request, Exception error)
    {
        // An interrupted wait is the caller's wish.
        if (error is not OperationCanceledException)
            log.Error(MountEvent.RequestFailed, $"{request.Opcode} of {request.Node} failed: {error}");
    }

    public override void ReplyRefused(in FuseRequest request, Errno error) =>
        log.Error(MountEvent.RequestFailed, $"The kernel refused the reply to {request.Opcode} of {request.Node}: {error.Describe()}.");

    public override void WorkerFailed(Exception error) => log.Error(MountEvent.RequestFailed, $"A thread that serves the kernel failed: {error}");
}
