using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>Lines on standard error, for a client in the foreground.</summary>
internal sealed class StreamSink(TextWriter output, string prefix) : ILogSink
{
    public void Write(ClientLogEntry entry)
    {
        try
        {
            output.WriteLine($"cvmfs2: ({prefix}) {entry.Level.ToString().ToLowerInvariant()} {entry.Id}: {entry.Message}");
        }
        catch (IOException)
        {
            // The reader of a pipe has gone.
        }
    }

    public void Dispose()
    {
    }
}
