using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>Reads the configuration of a repository for the commands of the client.</summary>
public static class MountConfiguration
{
    private const string DefaultFolder = "/etc/cvmfs";

    // Parameters that the mount honours itself, beside those of the client.
    private static readonly HashSet<string> HostKeys =
    [
        "CVMFS_DEBUGLOG", "CVMFS_SYSLOG_FACILITY", "CVMFS_SYSLOG_LEVEL", "CVMFS_SYSLOG_PREFIX",
        "CVMFS_SYSTEMD_NOKILL", "CVMFS_USYSLOG",
    ];

    /// <summary>The names of all parameters of the client.</summary>
    public static IEnumerable<string> KnownParameters => ConfigurationFiles.KnownParameters;

    /// <summary>Completes a short name with the default domain (<c>CVMFS_DEFAULT_DOMAIN</c>).</summary>
    /// <param name="name">As written on a command line.</param>
    /// <param name="files">Configuration files instead of the usual ones; may be empty.</param>
    /// <param name="repository">The full name.</param>
    public static bool TryResolve(string name, IReadOnlyList<string> files, out RepositoryName repository)
    {
        if (!RepositoryName.TryParse(name, out repository))
            return false;
        if (name.Contains('.', StringComparison.Ordinal))
            return true;
        var domain = Files(default, files).Find("CVMFS_DEFAULT_DOMAIN")?.Value;
        return string.IsNullOrEmpty(domain) || RepositoryName.TryParse($"{name}.{domain}", out repository);
    }

    /// <summary>Reads the files and checks every parameter.</summary>
    public static BoundSettings Bind(RepositoryName repository, IReadOnlyList<string> files, bool plain = false) =>
        SettingsBinder.Bind(repository, Files(repository, files, plain), HostKeys);

    /// <summary>Reads the files: those given, else the usual chain (formats §11.1).</summary>
    public static ConfigurationSet Files(RepositoryName repository, IReadOnlyList<string> files, bool plain = false) =>
        files.Count > 0 ? ConfigurationFiles.Load(files, repository, plain) : ConfigurationFiles.LoadChain(repository, DefaultFolder, plain, ConfigRepositoryAccess.Instance);

    /// <summary>The control socket of a mount with these settings.</summary>
    public static string TalkSocket(ClientSettings settings) =>
        settings.Presentation.TalkSocket ?? Path.Combine(settings.Cache.Workspace, Talk.TalkClient.SocketName(settings.Repository.ToString()));
}
