using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Kernel;

/// <summary>Ends of a machine's run (reboot(2)). Needs CAP_SYS_BOOT; nothing is synced or unmounted.</summary>
public static class SystemPower
{
    /// <summary>Starts the machine again.</summary>
    public static LinuxResult Restart() => Gate.Check(Libc.reboot(SystemConstants.RB_AUTOBOOT));

    /// <summary>Switches the power off.</summary>
    public static LinuxResult PowerOff() => Gate.Check(Libc.reboot(SystemConstants.RB_POWER_OFF));

    /// <summary>Stops the processor and leaves the power on.</summary>
    public static LinuxResult Halt() => Gate.Check(Libc.reboot(SystemConstants.RB_HALT_SYSTEM));

    /// <summary>Ctrl-Alt-Del restarts at once (true) or sends SIGINT to PID 1 (false).</summary>
    public static LinuxResult SetCtrlAltDel(bool restartsAtOnce) =>
        Gate.Check(Libc.reboot(restartsAtOnce ? SystemConstants.RB_ENABLE_CAD : SystemConstants.RB_DISABLE_CAD));
}
