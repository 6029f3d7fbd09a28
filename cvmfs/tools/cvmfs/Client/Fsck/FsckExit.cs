namespace CernVM.Cvmfs.Tools.Client.Fsck;

/// <summary>Exit codes of <c>cvmfs_fsck</c>, which add up, as those of fsck(8).</summary>
[Flags]
internal enum FsckExit
{
    Ok = 0,
    Fixed = 1,
    Unfixed = 4,
    Operational = 8,
    Usage = 16,
}
