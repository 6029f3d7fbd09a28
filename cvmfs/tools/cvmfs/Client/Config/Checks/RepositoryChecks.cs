using System.Globalization;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config.Checks;

/// <summary>The parameters of one repository and what they name.</summary>
internal sealed class RepositoryChecks(RepositoryName repository, ConfigurationSet files, UserAccess? user)
{
    private const long LowQuota = 1000;
    private const long LowDescriptors = 8192;

    private static readonly string[] LogFiles = ["CVMFS_USYSLOG", "CVMFS_DEBUGLOG", "CVMFS_TRACEFILE"];

    private static readonly string[] Required =
    [
        "CVMFS_USER", "CVMFS_NFILES", "CVMFS_MOUNT_DIR", "CVMFS_STRICT_MOUNT", "CVMFS_RELOAD_SOCKETS", "CVMFS_QUOTA_LIMIT", "CVMFS_CACHE_BASE",
        "CVMFS_SERVER_URL", "CVMFS_HTTP_PROXY", "CVMFS_TIMEOUT", "CVMFS_TIMEOUT_DIRECT", "CVMFS_SHARED_CACHE", "CVMFS_CHECK_PERMISSIONS",
    ];

    private string Alien => Text("CVMFS_ALIEN_CACHE");

    private bool IsPosixCache => Text("CVMFS_CACHE_PRIMARY") is "" or "posix";

    public IEnumerable<Finding> Run() => Parameters().Concat(Cache()).Concat(Quota()).Concat(Logs()).Concat(Keys()).Concat(Binding());

    private IEnumerable<Finding> Parameters()
    {
        foreach (var key in Required.Where(key => Text(key).Length == 0))
            yield return Finding.Error($"required parameter {key} undefined for {repository}");
        if (Number("CVMFS_NFILES") is < LowDescriptors and var files)
            yield return Finding.Warning($"maximum number of open files is low ({files}) for {repository}");
        if (Text("CVMFS_SYSLOG_LEVEL") is { Length: > 0 } level && level is not ("1" or "2" or "3"))
            yield return Finding.Error($"invalid value for CVMFS_SYSLOG_LEVEL ({level}) for {repository}");
        if (Text("CVMFS_SYSLOG_FACILITY") is { Length: > 0 } facility && facility is not [>= '0' and <= '7'])
            yield return Finding.Error($"invalid value for CVMFS_SYSLOG_FACILITY ({facility}) for {repository}. Valid entries: 0..7");
        if (Text("CVMFS_NFS_SHARED").Length > 0 && !IsOn("CVMFS_NFS_SOURCE"))
            yield return Finding.Warning("Setting CVMFS_NFS_SHARED has no effect without CVMFS_NFS_SOURCE.");
        var mountFolder = Text("CVMFS_MOUNT_DIR");
        if (mountFolder.Length == 0 || !Directory.Exists(mountFolder) || mountFolder != ConfiguredRepositories.MountFolder)
            yield return Finding.Error($"invalid CVMFS_MOUNT_DIR for {repository}");
    }

    private IEnumerable<Finding> Cache()
    {
        var folder = ConfiguredRepositories.CacheFolder(repository, files);
        if (user is not null && Directory.Exists(folder))
        {
            if (!user.Owns(folder))
                yield return Finding.Error($"{folder} is not owned by cvmfs user");
            if (!user.CanRead(folder))
                yield return Finding.Error($"{folder} is not readable by cvmfs user");
            if (!user.CanWrite(folder))
                yield return Finding.Error($"{folder} is not writable by cvmfs user");
        }
        if (!IsPosixCache)
            yield break;
        if (Alien.Length > 0)
        {
            foreach (var missing in MissingFolders(Alien))
                yield return Finding.Error($"chunk directory {missing} missing in alien cache.");
            if (IsOn("CVMFS_SHARED_CACHE"))
                yield return Finding.Error($"alien cache and shared cache are mutually exclusive ({repository})");
            if (Number("CVMFS_QUOTA_LIMIT") >= 0)
                yield return Finding.Error($"alien cache and managed cache quota are mutually exclusive ({repository})");
        }
        else if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            foreach (var missing in MissingFolders(folder))
                yield return Finding.Error($"chunk directory {missing} missing.  Is   tmpwatch interfering?");
        }
    }

    private IEnumerable<Finding> Quota()
    {
        var limit = Number("CVMFS_QUOTA_LIMIT");
        if (limit == -1)
        {
            if (Alien.Length == 0)
                yield return Finding.Warning($"no cache quota set for {repository}.  Cvmfs will abort if the cache partition is full.");
            yield break;
        }
        if (limit < LowQuota)
            yield return Finding.Warning($"cache limit for {repository} is very low (below 1GB)");
        var folder = ConfiguredRepositories.CacheFolder(repository, files);
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        var total = new DriveInfo(folder).TotalSize >> 20;
        if (limit > total)
            yield return Finding.Error($"file system hosting the cache for {repository} too small (quota: {limit}M, total space: {total}M).");
        if (limit * 115 / 100 > total)
            yield return Finding.Warning($"less than 15% safety margin on file system hosting the cache for {repository} (quota: {limit}M, total space: {total}M).");
    }

    private IEnumerable<Finding> Logs()
    {
        if (Text("CVMFS_DEBUGLOG").Length > 0)
            yield return Finding.Warning($"debug mode is on for {repository}");
        if (Text("CVMFS_TRACEFILE").Length > 0)
            yield return Finding.Warning($"trace mode is on for {repository}");
        foreach (var key in LogFiles.Where(key => Text(key).Length > 0))
        {
            if (user is not null && !user.CanWrite(Path.GetDirectoryName(Text(key)) ?? "/"))
                yield return Finding.Error($"log file directory {key}={Text(key)} not writable for {repository}");
        }
    }

    private IEnumerable<Finding> Keys()
    {
        var (folder, keys) = (Text("CVMFS_KEYS_DIR"), Text("CVMFS_PUBLIC_KEY"));
        foreach (var key in keys.Split(':', StringSplitOptions.RemoveEmptyEntries).Where(key => !File.Exists(key)))
            yield return Finding.Error($"public key {key} for {repository} not accessible");
        if (keys.Length > 0)
            yield break;
        if (folder.Length == 0)
            yield return Finding.Warning($"no public key (CVMFS_KEYS_DIR or CVMFS_PUBLIC_KEY) defined for {repository}");
        else if (!Directory.Exists(folder))
            yield return Finding.Error($"public key location {folder} is not a directory");
        else if (!Directory.EnumerateFiles(folder, "*.pub").Any())
            yield return Finding.Error($"no public keys in {folder}");
    }

    // Everything that would keep cvmfs2 from starting; missing keys are told above.
    private IEnumerable<Finding> Binding() => MountConfiguration.Bind(repository, []).Problems
        .Where(problem => problem.Id != "CFG011")
        .Select(problem => new Finding(!problem.IsWarning, $"{problem} ({repository})"));

    private static IEnumerable<string> MissingFolders(string cache) =>
        Enumerable.Range(0, 256).Select(index => Path.Combine(cache, index.ToString("x2", CultureInfo.InvariantCulture))).Where(folder => !Directory.Exists(folder));

    private string Text(string key) => files.Find(key)?.Value ?? "";

    private long Number(string key) => long.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private bool IsOn(string key) => Text(key).ToUpperInvariant() is "YES" or "ON" or "1" or "TRUE";
}
