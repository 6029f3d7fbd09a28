using System.Text;
using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server mkfs</c>: creates a repository.</summary>
public static class MkfsCommand
{
    /// <summary>Creates keys, store and configuration, and publishes the first revision.</summary>
    /// <exception cref="ServerException">It exists, or cannot be made.</exception>
    public static async Task RunAsync(MkfsOptions options, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(console);
        var places = RepositoryPlaces.Of(CommandArguments.Name(options.Name));
        var text = new StringBuilder();
        foreach (var (key, value) in options.Settings)
            text.Append(key).Append("=\"").Append(value).Append("\"\n");
        var settings = ServerConfigurationFile.Interpret(ShellSettings.Parse(text.ToString()), places) with { IsVolatile = options.IsVolatile };

        var repository = await new RepositoryCreator(places, settings, console.Clock, new ConsoleProgress(console)).CreateAsync(options.IsReplicable, cancellationToken);
        var manifest = await repository.ReadManifestAsync(cancellationToken);
        console.Out.WriteLine($"Repository {settings.Name} is at revision {manifest.Revision.Number}.");
        console.Out.WriteLine($"  storage            {settings.Storage}");
        console.Out.WriteLine($"  served as          {settings.Stratum0}");
        console.Out.WriteLine($"  key for clients    {repository.Keys.MasterPublicKey}");
        console.Out.WriteLine($"  keep safe, offline {repository.Keys.MasterKey}");
    }
}
