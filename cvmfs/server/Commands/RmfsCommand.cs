using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Transactions;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server rmfs</c>: removes a repository from this machine.</summary>
public static class RmfsCommand
{
    /// <summary>Unmounts and deletes. The configuration goes last, so that an interrupted removal can be repeated.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="isPreserved">Keep storage and keys.</param>
    /// <param name="isForced">Without it nothing is deleted.</param>
    /// <param name="console">Where to write.</param>
    public static void Run(string name, bool isPreserved, bool isForced, CommandConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(name);
        var settings = repository.Settings;
        var places = RepositoryPlaces.Of(repository.Name);
        if (!isForced)
        {
            var what = isPreserved ? "spool and configuration" : $"all content in {settings.Storage} and the keys in {settings.KeyDirectory}";
            throw new ServerException("SRV008", $"This deletes {repository.Name}: {what}. Say it again with -f if that is meant.");
        }

        new UnionMount(settings, places).Unmount();
        if (!isPreserved)
        {
            FileTree.Delete(settings.Storage);
            var keys = repository.Keys;
            foreach (var key in new[] { keys.MasterKey, keys.MasterPublicKey, keys.RepositoryKey, keys.Certificate })
                File.Delete(key);
        }

        FileTree.Delete(settings.Spool.Path);
        FileTree.Delete(places.ConfigurationDirectory);
        console.Out.WriteLine($"{repository.Name} is removed{(isPreserved ? $"; {settings.Storage} and the keys are kept" : "")}.");
    }
}
