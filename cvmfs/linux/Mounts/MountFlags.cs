using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Mounts;

/// <summary>Options of a mount that the kernel knows for every file system (mount(2)).</summary>
[Flags]
[SuppressMessage("Design", "CA1028", Justification = "The width of the kernel's argument.")]
public enum MountFlags : ulong
{
    /// <summary>No option.</summary>
    None = 0,

    /// <summary>No writing.</summary>
    ReadOnly = MountConstants.MS_RDONLY,

    /// <summary>Set-id bits have no effect.</summary>
    NoSetUid = MountConstants.MS_NOSUID,

    /// <summary>Device nodes cannot be opened.</summary>
    NoDevices = MountConstants.MS_NODEV,

    /// <summary>Nothing can be executed.</summary>
    NoExecute = MountConstants.MS_NOEXEC,

    /// <summary>Change the options of an existing mount.</summary>
    Remount = MountConstants.MS_REMOUNT,

    /// <summary>Access times are never written.</summary>
    NoAccessTime = MountConstants.MS_NOATIME,

    /// <summary>Show an existing tree at a second place.</summary>
    Bind = MountConstants.MS_BIND,

    /// <summary>Move an existing mount.</summary>
    Move = MountConstants.MS_MOVE,

    /// <summary>With <see cref="Bind"/> or a propagation flag: everything below too.</summary>
    Recursive = MountConstants.MS_REC,

    /// <summary>No kernel messages about a file system that does not fit.</summary>
    Silent = MountConstants.MS_SILENT,

    /// <summary>Mounts and unmounts stay on this side.</summary>
    Private = MountConstants.MS_PRIVATE,

    /// <summary>Mounts and unmounts come in, none go out.</summary>
    Slave = MountConstants.MS_SLAVE,

    /// <summary>Mounts and unmounts go both ways.</summary>
    Shared = MountConstants.MS_SHARED,

    /// <summary>Access times are written when older than the modification time.</summary>
    RelativeAccessTime = MountConstants.MS_RELATIME,

    /// <summary>Access times are always written.</summary>
    StrictAccessTime = MountConstants.MS_STRICTATIME,
}
