using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary>Checks of what people type.</summary>
internal static class CommandArguments
{
    public static RepositoryName Name(string text) => RepositoryName.TryParse(text, out var name)
        ? name
        : throw new ServerException("SRV003", $"'{text}' is no repository name: use up to 60 letters, digits, '-', '_' and '.', such as sw.example.org.");

    public static RepositoryPath Path(string text) => RepositoryPath.TryParse(text, out var path)
        ? path
        : throw new ServerException("SRV004", $"'{text}' is no path in a repository: it must begin with '/' and have no '.' or '..'.");

    /// <summary>Opens the named repository; without a name the only one that there is.</summary>
    public static Repository Open(string? name)
    {
        if (!string.IsNullOrEmpty(name))
            return Repository.Open(RepositoryPlaces.Of(Name(name)));
        var all = RepositoryList.Names(RepositoryPlaces.RootFromEnvironment());
        return all.Count == 1
            ? Repository.Open(RepositoryPlaces.Of(Name(all[0])))
            : throw new ServerException("SRV005", all.Count == 0 ? "There is no repository here; create one with 'cvmfs_server mkfs'." : $"Say which repository: {string.Join(", ", all)}.");
    }
}
