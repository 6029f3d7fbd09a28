using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>What the parts of one export share.</summary>
internal sealed record ExportContext(RepositoryClient Client, DirectoryHandle Image, DataDirectory Data, ShrinkwrapCounters Counters, Action<string> Say)
{
    private int _failures;

    /// <summary>Entries that could not be exported.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>The owner that an entry gets.</summary>
    public (uint Uid, uint Gid) OwnerOf(RepositoryNode node) => Client.Settings.Presentation.ClaimOwnership
        ? (Credentials.EffectiveUid, Credentials.EffectiveGid)
        : (node.Entry.Uid, node.Entry.Gid);

    /// <summary>Notes that an entry is missing in the image, or wrong; the export goes on with the others.</summary>
    public void Fail(RepositoryNode node, string reason)
    {
        Interlocked.Increment(ref _failures);
        Say($"{node.Path} could not be exported: {reason}");
    }
}
