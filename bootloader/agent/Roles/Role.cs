namespace CernVM.Bootloader.Agent.Roles;

/// <summary>What this executable is asked to be.</summary>
internal enum Role
{
    /// <summary>PID 1 of the boot image.</summary>
    Init,

    /// <summary>systemd's shutdown hook, PID 1 again.</summary>
    Shutdown,

    /// <summary>The cvmfs client.</summary>
    Mount,

    /// <summary>Becomes the cvmfs client with its messages in a file.</summary>
    Daemon,

    /// <summary>Asks or steers the client of the OS repository.</summary>
    Talk,

    /// <summary>The context agent inside the OS.</summary>
    Context,

    /// <summary>Something that it cannot be.</summary>
    Unknown,
}
