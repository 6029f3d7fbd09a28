using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>Takes plans in order, and files to be stored; waits when too much is under way.</summary>
internal interface IPlanSink
{
    ValueTask AddAsync(DirectoryPlan plan);

    ValueTask AddAsync(ContentJob job);

    /// <summary>Tells people about something that was published differently than it was found.</summary>
    void Warn(string message);
}
