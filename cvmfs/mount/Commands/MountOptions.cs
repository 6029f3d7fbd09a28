namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>The command line of <c>cvmfs2</c>, read (formats §10.6).</summary>
public sealed record MountOptions
{
    /// <summary>Repository as written: fully qualified, or a short name that the default domain completes. Empty before it is given.</summary>
    public string Repository { get; init; } = "";

    /// <summary>Directory to mount on.</summary>
    public string MountPoint { get; init; } = "";

    /// <summary>Files of <c>config=</c>, which replace the usual chain; empty for the usual chain.</summary>
    public IReadOnlyList<string> ConfigFiles { get; init; } = [];

    /// <summary>User that the process becomes when root starts it, and owner of all entries when ownership is claimed; null for the user of the process.</summary>
    public uint? Uid { get; init; }

    /// <summary>Likewise the group.</summary>
    public uint? Gid { get; init; }

    /// <summary>Set-user-id bits count (<c>cvmfs_suid</c>); the configuration can say so, too.</summary>
    public bool Suid { get; init; }

    /// <summary>A mount by mount(8): a limit that cannot be raised is an error (<c>system_mount</c>).</summary>
    public bool SystemMount { get; init; }

    /// <summary>The mount point is given to <see cref="Uid"/> before mounting (<c>grab_mountpoint</c>).</summary>
    public bool GrabMountPoint { get; init; }

    /// <summary>Others than the user that mounts may use it; always so when root mounts (<c>allow_other</c>).</summary>
    public bool AllowOther { get; init; }

    /// <summary>Stay in the foreground and log to standard error (<c>-f</c>, <c>foreground</c>).</summary>
    public bool Foreground { get; init; }

    /// <summary>Log every step (<c>-d</c>, <c>debug</c>) until a reload decides anew.</summary>
    public bool Debug { get; init; }

    /// <summary>Log every step, and so the kernel's requests with their answers, whatever a reload says (<c>-d</c>, <c>fuse_debug</c>).</summary>
    public bool FuseDebug { get; init; }

    /// <summary>Read files as plain <c>KEY=value</c> lines, without a shell.</summary>
    public bool SimpleParsing { get; init; }

    /// <summary>Read and print the parameters, do not mount (<c>-k</c>, <c>parse</c>).</summary>
    public bool ParseOnly { get; init; }

    /// <summary>Print the usage, do nothing.</summary>
    public bool Help { get; init; }

    /// <summary>Print the version, do nothing.</summary>
    public bool Version { get; init; }

    /// <summary>Started by the command itself: tell standard output when the mount is ready, then leave the terminal.</summary>
    public bool IsDaemonChild { get; init; }

    /// <summary>Started by the command itself: start the process of the mount and look after it.</summary>
    public bool IsSupervisor { get; init; }

    /// <summary>The parent looks after this process of a mount.</summary>
    public bool IsSupervised { get; init; }

    /// <summary>Whether a process looks after a mount in the background (not with <c>disable_watchdog</c>).</summary>
    public bool HasWatchdog { get; init; } = true;

    /// <summary>The end of a socket over which another process hands over the mount that it serves; null for a new mount.</summary>
    public int? ResumeFrom { get; init; }
}
