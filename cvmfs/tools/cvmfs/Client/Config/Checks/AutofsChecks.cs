using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Tools.Client.Config.Setup;

namespace CernVM.Cvmfs.Tools.Client.Config.Checks;

/// <summary>The automounter's maps and its service; a machine that exports by NFS mounts without it.</summary>
internal static class AutofsChecks
{
    public static IEnumerable<Finding> Run(ConfigurationSet general)
    {
        var isExporter = general.Find("CVMFS_NFS_SOURCE")?.Value.ToUpperInvariant() is "YES" or "ON" or "1" or "TRUE";
        var map = AutofsMaps.DropIn ?? AutofsMaps.Master;
        if (map is null)
            yield return Finding.Error("unable to find cvmfs.auto or auto.master in any of the supplied paths!");
        if (!isExporter && (map is null || !AutofsMaps.Refers(map, ConfiguredRepositories.MountFolder)))
            yield return Finding.Warning($"CernVM-FS map is not referenced from autofs maps ({map ?? "none"})");
        if (!isExporter && AutofsMaps.DropIn is { } dropIn && AutofsMaps.Master is { } master && !AutofsMaps.ReadsFolder(master, Path.GetDirectoryName(dropIn)!))
            yield return Finding.Warning($"CernVM-FS drop-in map {dropIn} is not referenced from autofs master map {master}");
        if (!File.Exists(AutofsMaps.ProgramMap) || (File.GetUnixFileMode(AutofsMaps.ProgramMap) & UnixFileMode.UserExecute) == 0)
            yield return Finding.Error($"{AutofsMaps.ProgramMap} is not executable");
        if (AutofsService.KillMode is { } mode && !mode.Contains("process", StringComparison.Ordinal))
        {
            yield return Finding.Warning(
                "autofs kill mode is not 'process', busy CernVM-FS mount points are likely to be forcefully killed when autofs is restarted");
        }
        if (!isExporter && !AutofsService.IsRunning)
            yield return Finding.Warning("autofs service is not running");
    }
}
