using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Which files configure a repository, and reading them (formats §11.1).</summary>
public static class ConfigurationFiles
{
    /// <summary>Largest file that is read, in bytes (ours, arbitrary).</summary>
    public const int MaxFileSize = 1 << 20;

    /// <summary>The standard chain, later files win. Files that do not exist are left out.</summary>
    /// <param name="repository">The repository to be mounted.</param>
    /// <param name="etc">The configuration directory, normally <c>/etc/cvmfs</c>.</param>
    /// <param name="configRepository">Mountpoint of the config repository, or null.</param>
    public static IReadOnlyList<string> Chain(RepositoryName repository, string etc = "/etc/cvmfs", string? configRepository = null)
    {
        var name = repository.ToString();
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var domain = dot < 0 ? null : name[(dot + 1)..];
        var shared = configRepository is null ? null : Path.Combine(configRepository, "etc", "cvmfs");
        var files = new List<string> { Path.Combine(etc, "default.conf") };
        var defaults = Path.Combine(etc, "default.d");
        if (Directory.Exists(defaults))
            files.AddRange(Directory.EnumerateFiles(defaults, "*.conf").Order(StringComparer.Ordinal));
        if (shared is not null)
            files.Add(Path.Combine(shared, "default.conf"));
        files.Add(Path.Combine(etc, "default.local"));
        if (domain is not null)
            AddLevel(files, etc, shared, Path.Combine("domain.d", domain));
        AddLevel(files, etc, shared, Path.Combine("config.d", name));
        files.RemoveAll(file => !File.Exists(file));
        return files;
    }

    /// <summary>Reads files in order into one set. A file that cannot be read is a problem of the set.</summary>
    /// <param name="files">The chain, or the files of the mount option <c>config=</c>, which replace it.</param>
    /// <param name="repository">Replaces the templates <c>@fqrn@</c> and <c>@org@</c>.</param>
    /// <param name="plain">Whether values end at the end of the line only (<c>simple_options_parsing</c>): unquoted <c>; | &amp;</c> are text.</param>
    public static ConfigurationSet Load(IEnumerable<string> files, RepositoryName repository, bool plain = false)
    {
        ArgumentNullException.ThrowIfNull(files);
        var set = new ConfigurationSet();
        foreach (var file in files)
            Read(set, file, plain);
        set.ExpandTemplates(repository);
        return set;
    }

    private static void AddLevel(List<string> files, string etc, string? shared, string stem)
    {
        if (shared is not null)
            files.Add(Path.Combine(shared, stem + ".conf"));
        files.Add(Path.Combine(etc, stem + ".conf"));
        files.Add(Path.Combine(etc, stem + ".local"));
    }

    private static void Read(ConfigurationSet set, string file, bool plain)
    {
        try
        {
            if (new FileInfo(file).Length > MaxFileSize)
            {
                set.Report(new("CFG001", file, 0, $"The file is larger than {MaxFileSize} bytes; this is no configuration file."));
                return;
            }

            ConfigurationParser.Parse(set, file, File.ReadAllText(file), plain);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            set.Report(new("CFG002", file, 0, $"The file cannot be read: {failed.Message} Check the name and its permissions."));
        }
    }
}
