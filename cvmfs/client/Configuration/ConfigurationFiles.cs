using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Which files configure a repository, and reading them (formats §11.1).</summary>
public static class ConfigurationFiles
{
    /// <summary>Largest file that is read, in bytes (ours, arbitrary).</summary>
    public const int MaxFileSize = 1 << 20;

    /// <summary>The names of all parameters that the client knows, honoured or not.</summary>
    public static IReadOnlyCollection<string> KnownParameters => Configuration.KnownParameters.Names;

    private const string ConfigRepository = "CVMFS_CONFIG_REPOSITORY";

    /// <summary>
    /// Reads the standard chain, later files win: <c>default.conf</c>, <c>default.d/*.conf</c>, the config repository's <c>default.conf</c>,
    /// <c>default.local</c>, then for the domain and for the repository the config repository's <c>.conf</c>, <c>.conf</c> and <c>.local</c>.
    /// </summary>
    /// <param name="repository">The repository to be mounted; the default value reads only what holds for all.</param>
    /// <param name="etc">The configuration directory, normally <c>/etc/cvmfs</c>.</param>
    /// <param name="plain">Whether files are plain lines (<c>simple_options_parsing</c>).</param>
    /// <param name="access">Mounts the config repository; null to take what is mounted.</param>
    public static ConfigurationSet LoadChain(RepositoryName repository, string etc = "/etc/cvmfs", bool plain = false, IConfigRepositoryAccess? access = null)
    {
        var set = new ConfigurationSet(repository);
        var reader = new ConfigurationReader(set, plain);
        ReadIfThere(reader, Path.Combine(etc, "default.conf"));
        var defaults = Path.Combine(etc, "default.d");
        if (Directory.Exists(defaults))
        {
            foreach (var file in Directory.EnumerateFiles(defaults, "*.conf").Order(StringComparer.Ordinal))
                reader.Read(file);
        }

        set.Freeze(ConfigRepository);
        var shared = repository == default ? null : SharedFolder(set);
        using var reached = shared is null ? null : access?.Reach(shared);
        shared = shared is null || CheckShared(set, shared) ? shared : null;
        if (shared is not null)
            ReadIfThere(reader, Path.Combine(shared, "default.conf"));
        ReadIfThere(reader, Path.Combine(etc, "default.local"));
        var name = repository.ToString();
        if (name.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot)
            ReadLevel(reader, etc, shared, Path.Combine("domain.d", name[(dot + 1)..]));
        if (name.Length > 0)
            ReadLevel(reader, etc, shared, Path.Combine("config.d", name));
        set.ExpandTemplates(repository);
        return set;
    }

    /// <summary>Reads files in order into one set. One that is not there is left out with a warning, all of them missing is a mistake.</summary>
    /// <param name="files">The files of the mount option <c>config=</c>, which replace the chain.</param>
    /// <param name="repository">Replaces the templates <c>@fqrn@</c> and <c>@org@</c>.</param>
    /// <param name="plain">Whether files are plain lines (<c>simple_options_parsing</c>).</param>
    public static ConfigurationSet Load(IReadOnlyCollection<string> files, RepositoryName repository, bool plain = false)
    {
        ArgumentNullException.ThrowIfNull(files);
        var set = new ConfigurationSet(repository);
        var reader = new ConfigurationReader(set, plain);
        var missing = files.Where(file => !Path.Exists(file)).ToList();
        foreach (var file in missing)
            set.Report(new("CFG002", file, 0, "The file does not exist; check the name in the option 'config='.", IsWarning: missing.Count < files.Count));
        foreach (var file in files.Except(missing))
            reader.Read(file);
        set.ExpandTemplates(repository);
        return set;
    }

    /// <summary>The config repository's blacklist, which adds to the site's; empty without a config repository.</summary>
    internal static IEnumerable<string> SharedBlacklist(ConfigurationSet set) => SharedFolder(set) is { } shared ? [Path.Combine(shared, "blacklist")] : [];

    private static void ReadLevel(ConfigurationReader reader, string etc, string? shared, string stem)
    {
        if (shared is not null)
            ReadIfThere(reader, Path.Combine(shared, stem + ".conf"));
        ReadIfThere(reader, Path.Combine(etc, stem + ".conf"));
        ReadIfThere(reader, Path.Combine(etc, stem + ".local"));
    }

    private static void ReadIfThere(ConfigurationReader reader, string file)
    {
        if (Path.Exists(file))
            reader.Read(file);
    }

    // Null when there is no config repository, or when it is the one to be mounted.
    private static string? SharedFolder(ConfigurationSet set)
    {
        if (set.Find(ConfigRepository) is not { Value.Length: > 0 } value || value.Value == set.Repository.ToString())
            return null;
        if (!RepositoryName.TryParse(value.Value, out var name))
        {
            set.Report(new("CFG032", value.File, value.Line, $"{ConfigRepository}='{value.Value}' is no repository name: use letters, digits, '-', '_' and '.'."));
            return null;
        }
        return Path.Combine(set.Find("CVMFS_MOUNT_DIR")?.Value ?? "/cvmfs", name.ToString(), "etc", "cvmfs");
    }

    private static bool CheckShared(ConfigurationSet set, string shared)
    {
        if (Directory.Exists(shared))
            return true;
        var isRequired = ParameterReader.ParseFlag(set.Find("CVMFS_CONFIG_REPO_REQUIRED")?.Value) == true;
        var value = set.Find(ConfigRepository)!;
        set.Report(new(
            isRequired ? "CFG030" : "CFG031",
            value.File,
            value.Line,
            $"The folder '{shared}' of the config repository cannot be reached; {(isRequired ? "CVMFS_CONFIG_REPO_REQUIRED forbids to go on" : "going on")} without it.",
            !isRequired));
        return false;
    }
}
