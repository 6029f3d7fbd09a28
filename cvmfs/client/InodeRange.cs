using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client;

/// <summary>All inodes of one catalog object, from <paramref name="First"/> to <paramref name="Last"/> inclusive.</summary>
public readonly record struct InodeRange(Inode First, Inode Last, RepositoryPath Mountpoint)
{
    /// <summary>Whether the number belongs to this catalog.</summary>
    public bool Contains(Inode inode) => inode.Number >= First.Number && inode.Number <= Last.Number;
}
