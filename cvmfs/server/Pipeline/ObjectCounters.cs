using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>Counts objects from all threads.</summary>
internal sealed class ObjectCounters
{
    private long _stored;
    private long _duplicated;
    private long _bytesStored;
    private long _bytesRead;
    private long _filesRead;

    public long Stored => Interlocked.Read(ref _stored);

    public long Duplicated => Interlocked.Read(ref _duplicated);

    public long BytesStored => Interlocked.Read(ref _bytesStored);

    public long BytesRead => Interlocked.Read(ref _bytesRead);

    public long FilesRead => Interlocked.Read(ref _filesRead);

    public void Count(PutOutcome outcome, long storedBytes)
    {
        if (outcome == PutOutcome.AlreadyThere)
        {
            Interlocked.Increment(ref _duplicated);
            return;
        }

        Interlocked.Increment(ref _stored);
        Interlocked.Add(ref _bytesStored, storedBytes);
    }

    public void CountRead(long files, long bytes)
    {
        Interlocked.Add(ref _filesRead, files);
        Interlocked.Add(ref _bytesRead, bytes);
    }
}
