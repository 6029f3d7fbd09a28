namespace CernVM.Bootloader.Agent.Boot;

/// <summary>Fixed places of the boot stage. Those that the OS sees are part of the appliance's contract.</summary>
internal static class AgentPaths
{
    /// <summary>The agent's own executable in the initramfs.</summary>
    public const string Executable = "/init";

    /// <summary>Where the OS repository is mounted; the daemon sees it there for its whole life.</summary>
    public const string ReadOnlyRoot = "/root.ro";

    /// <summary>Where the scratch file system is mounted; the daemon's cache lies below it.</summary>
    public const string Scratch = "/root.rw";

    /// <summary>The union of both, which becomes the root.</summary>
    public const string NewRoot = "/root";

    /// <summary>What the boot stage leaves to the OS.</summary>
    public const string Handover = "/run/cernvm";

    /// <summary>The place of systemd's shutdown hook (systemd's INITRD_INTERFACE document).</summary>
    public const string ShutdownFolder = "/run/initramfs";

    /// <summary>The scratch file system inside the OS, below the root.</summary>
    public const string ScratchInOs = "mnt/.rw";

    /// <summary>The OS repository inside the OS, below the root.</summary>
    public const string RepositoryInOs = "mnt/.ro";

    /// <summary>Everything that the cvmfs daemon prints.</summary>
    public const string DaemonLog = Scratch + "/cvmfs/daemon.log";

    /// <summary>Master keys of the image, one folder a repository.</summary>
    public const string Keys = "/etc/cvmfs/keys";

    /// <summary>The agent's executable where it stays after the initramfs is gone.</summary>
    public const string InstalledExecutable = Handover + "/bin/cernvm-init";

    /// <summary>The daemon's process number, for the shutdown hook.</summary>
    public const string DaemonIdFile = Handover + "/daemon.pid";

    /// <summary>The control socket of the client, in a place that the initramfs and the OS call by the same name.</summary>
    public const string TalkSocket = Handover + "/talk";

    /// <summary>The list of processes that shutdown must spare, below the root.</summary>
    public const string SparedProcesses = ".cvmfs_pids";
}
