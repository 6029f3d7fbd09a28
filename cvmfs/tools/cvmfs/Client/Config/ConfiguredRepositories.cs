using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary>The repositories that <c>CVMFS_REPOSITORIES</c> names, and those that a command line names.</summary>
internal static class ConfiguredRepositories
{
    // Any name serves to read the chain's general files.
    private static readonly RepositoryName Nobody = RepositoryName.Parse("none");

    /// <summary>The given names completed by the default domain; without names, all configured ones.</summary>
    public static IReadOnlyList<RepositoryName> Of(string[] names)
    {
        var chosen = names.Length > 0
            ? names
            : MountConfiguration.Files(Nobody, []).Find("CVMFS_REPOSITORIES")?.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        var repositories = new List<RepositoryName>();
        foreach (var name in chosen)
        {
            if (MountConfiguration.TryResolve(name, [], out var repository))
                repositories.Add(repository);
            else
                Console.Error.WriteLine($"cvmfs_config: '{name}' is no repository name.");
        }
        return repositories;
    }

    /// <summary>Directory below which repositories are mounted (<c>CVMFS_MOUNT_DIR</c>).</summary>
    public static string MountFolder => MountConfiguration.Files(Nobody, []).Find("CVMFS_MOUNT_DIR")?.Value ?? "/cvmfs";
}
