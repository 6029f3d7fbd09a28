using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Mount.Tree;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>What commands of the control socket work on.</summary>
internal sealed record TalkContext(RepositoryClient Client, MountStatistics Statistics, string MountPoint, RevisionUpdater Updater);
