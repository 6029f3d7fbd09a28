using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>One OPEN of a regular file.</summary>
/// <param name="Node">The entry, as it was when the file was opened.</param>
/// <param name="Content">Its bytes, which stay the same whatever happens to the revision.</param>
internal sealed record OpenFile(RepositoryNode Node, OpenObject Content);
