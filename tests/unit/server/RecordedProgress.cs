using CernVM.Cvmfs.Server.Publishing;

namespace CernVM.Cvmfs.Server.Tests;

internal sealed class RecordedProgress : IPublishProgress
{
    public List<string> Warnings { get; } = [];

    public void Step(string name)
    {
    }

    public void Stored(long files, long bytes)
    {
    }

    public void Warn(string message)
    {
        lock (Warnings)
            Warnings.Add(message);
    }
}
