using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>A place that log entries go to. A sink that cannot write drops the entry: logging never stops a mount.</summary>
internal interface ILogSink : IDisposable
{
    void Write(ClientLogEntry entry);
}
