using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Mount.Replacement;
using CernVM.Cvmfs.Mount.Tree;
using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>What commands of the control socket work on.</summary>
internal sealed record TalkContext(MagicContext Magic, string MountPoint, RevisionUpdater Updater, MountReplacement Replacement)
{
    /// <summary>Whether the parent process watches this one.</summary>
    public bool IsSupervised { get; init; }

    /// <summary>The repository.</summary>
    public RepositoryClient Client => Magic.Client;

    /// <summary>What the mount counts.</summary>
    public MountStatistics Statistics => Magic.Statistics;
}
