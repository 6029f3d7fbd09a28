namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>The repositories that this machine has a configuration for.</summary>
public static class RepositoryList
{
    /// <summary>Their names, sorted.</summary>
    public static IReadOnlyList<string> Names(string root)
    {
        var directory = RepositoryPlaces.AllRepositories(root);
        if (!Directory.Exists(directory))
            return [];
        return [.. Directory.EnumerateDirectories(directory)
            .Where(folder => File.Exists(Path.Combine(folder, "server.conf")))
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)];
    }
}
