using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Mount.Commands;
using CernVM.Cvmfs.Mount.Instrumentation;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Replacement;
using CernVM.Cvmfs.Mount.Tracing;
using CernVM.Cvmfs.Mount.Tree;

namespace CernVM.Cvmfs.Mount.Xattrs;

/// <summary>What a synthetic attribute's value is made from.</summary>
internal sealed record MagicContext(RepositoryClient Client, MountStatistics Statistics, MountLog Log, string TalkSocket, TimeProvider Clock)
{
    /// <summary>The processes that serve or served the mount, this one last.</summary>
    public IReadOnlyList<ServedBy> History { get; init; } = [];

    /// <summary>Number of the revision that this process has shown first.</summary>
    public ulong FirstRevision { get; } = Client.CurrentRevision.Number.Number;

    /// <summary>What the kernel asked for.</summary>
    public OperationStatistics Operations { get; init; } = new(isTiming: false);

    /// <summary>Where accesses are noted, or null.</summary>
    public AccessTrace? Trace { get; init; }

    /// <summary>Decides about members of a protected repository, or null.</summary>
    public IMembershipCheck? Membership { get; init; }
}
