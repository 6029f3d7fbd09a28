using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config.Checks;

/// <summary>The user of clients and what every configuration file must allow it.</summary>
internal static class AccountChecks
{
    private const string Etc = "/etc/cvmfs";

    public static IEnumerable<Finding> Run(string userName, UserAccess? user)
    {
        if (user is null)
        {
            yield return Finding.Error($"user {userName} does not exist; 'cvmfs_config setup' makes it");
            yield break;
        }
        if (AccountDatabase.System.FindGroup("fuse") is not null && !AccountDatabase.System.IsMember(userName, "fuse"))
            yield return Finding.Warning($"user {userName} is not member of fuse group");
        if (File.Exists("/etc/nsswitch.conf") && !user.CanRead("/etc/nsswitch.conf"))
            yield return Finding.Error("/etc/nsswitch not readable by cvmfs user");
        var hosts = Environment.GetEnvironmentVariable("HOST_ALIASES") is { Length: > 0 } own ? own : "/etc/hosts";
        foreach (var file in Files().Append(hosts).Where(file => !user.CanRead(file)))
            yield return Finding.Error($"{file} is not readable by cvmfs user");
        foreach (var file in LateFiles().Where(SetsConfigRepository))
            yield return Finding.Error($"CVMFS_CONFIG_REPOSITORY can only be set in /etc/cvmfs/default.conf and /etc/cvmfs/default.d/*.conf (not in {file})");
    }

    private static IEnumerable<string> Files() => new[] { "default.conf" }.Select(name => Path.Combine(Etc, name)).Where(File.Exists)
        .Concat(In("default.d", "*.conf")).Concat(LateFiles());

    private static IEnumerable<string> LateFiles() => new[] { Path.Combine(Etc, "default.local") }.Where(File.Exists)
        .Concat(new[] { "domain.d", "config.d" }.SelectMany(folder => In(folder, "*.conf").Concat(In(folder, "*.local"))));

    private static IEnumerable<string> In(string folder, string pattern) =>
        Directory.Exists(Path.Combine(Etc, folder)) ? Directory.EnumerateFiles(Path.Combine(Etc, folder), pattern).Order(StringComparer.Ordinal) : [];

    private static bool SetsConfigRepository(string file) => File.ReadLines(file).Any(line => line.StartsWith("CVMFS_CONFIG_REPOSITORY=", StringComparison.Ordinal));
}
