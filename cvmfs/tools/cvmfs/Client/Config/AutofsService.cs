namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary>The automounter as a service of the machine, whatever manages services there.</summary>
internal static class AutofsService
{
    private const string Name = "autofs";
    private const string SystemControl = "/usr/bin/systemctl";

    /// <summary>Whether systemd runs this machine.</summary>
    public static bool HasSystemd => File.Exists(SystemControl) && Directory.Exists("/run/systemd/system");

    private static string? ServiceProgram => HostProgram.Locate("/sbin/service", "/usr/sbin/service");

    /// <summary>Whether it runs.</summary>
    public static bool IsRunning => HasSystemd
        ? HostProgram.Succeeds(SystemControl, "status", Name)
        : (ServiceProgram is { } service && HostProgram.Succeeds(service, Name, "status")) || HostProgram.IsRunning("automount");

    /// <summary>How systemd ends it (<c>KillMode</c>), or null.</summary>
    public static string? KillMode =>
        HasSystemd && HostProgram.Run(SystemControl, "show", "-p", "KillMode", "autofs.service") is { Code: 0 } answer ? answer.Output.Trim() : null;

    /// <summary>Starts it now and at every boot.</summary>
    public static bool Activate()
    {
        if (HasSystemd)
            return HostProgram.Succeeds(SystemControl, "start", "-q", "autofs.service") & HostProgram.Succeeds(SystemControl, "enable", "-q", "autofs.service");
        return ServiceProgram is { } service && (HostProgram.Succeeds(service, Name, "status") || HostProgram.Succeeds(service, Name, "start"));
    }

    /// <summary>Makes it read its maps again.</summary>
    public static bool Reload() => HasSystemd
        ? HostProgram.Succeeds(SystemControl, "reload", "-q", "autofs.service")
        : ServiceProgram is { } service && HostProgram.Succeeds(service, Name, "reload");

    /// <summary>Makes systemd read changed units.</summary>
    public static void ReloadUnits() => _ = HasSystemd && HostProgram.Succeeds(SystemControl, "daemon-reload");
}
