using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>
/// Where the files of a repository are on this machine (formats §12.1, §12.3). All places are below <see cref="Root"/>, which is <c>/</c>
/// unless the environment variable <c>CVMFS_ROOT_DIR</c> names another directory.
/// </summary>
public sealed record RepositoryPlaces(string Root, RepositoryName Name)
{
    /// <summary>The name of the environment variable that moves all places below another directory.</summary>
    public const string RootVariable = "CVMFS_ROOT_DIR";

    /// <summary>The places of a repository, the root being taken from the environment.</summary>
    public static RepositoryPlaces Of(RepositoryName name) => new(RootFromEnvironment(), name);

    /// <summary>The root directory that the environment asks for.</summary>
    public static string RootFromEnvironment()
    {
        var root = Environment.GetEnvironmentVariable(RootVariable);
        return string.IsNullOrEmpty(root) ? "/" : Path.GetFullPath(root);
    }

    /// <summary>The directory with one folder per repository.</summary>
    public static string AllRepositories(string root) => Path.Combine(root, "etc/cvmfs/repositories.d");

    /// <summary>Where master key, repository key and certificate are.</summary>
    public string KeyDirectory => Path.Combine(Root, "etc/cvmfs/keys");

    /// <summary>Configuration folder of this repository.</summary>
    public string ConfigurationDirectory => Path.Combine(AllRepositories(Root), Name.ToString());

    /// <summary>Configuration of the publisher.</summary>
    public string ServerConfiguration => Path.Combine(ConfigurationDirectory, "server.conf");

    /// <summary>Configuration of the publisher's read-only mount.</summary>
    public string ClientConfiguration => Path.Combine(ConfigurationDirectory, "client.conf");

    /// <summary>Default storage directory.</summary>
    public string Storage => Path.Combine(Root, "srv/cvmfs", Name.ToString());

    /// <summary>Default spool directory.</summary>
    public string Spool => Path.Combine(Root, "var/spool/cvmfs", Name.ToString());

    /// <summary>Default union mount.</summary>
    public string Union => Path.Combine(Root, "cvmfs", Name.ToString());
}
