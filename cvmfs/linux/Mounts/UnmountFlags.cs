using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Mounts;

/// <summary>How a mount is taken away (umount2(2)).</summary>
[Flags]
public enum UnmountFlags
{
    /// <summary>EBUSY while somebody uses it.</summary>
    None = 0,

    /// <summary>Abort requests of network file systems and FUSE.</summary>
    Force = MountConstants.MNT_FORCE,

    /// <summary>Take it out of the tree now, drop it when the last user is gone.</summary>
    Detach = MountConstants.MNT_DETACH,

    /// <summary>Fail on a symbolic link as the last component.</summary>
    NoFollow = MountConstants.UMOUNT_NOFOLLOW,
}
