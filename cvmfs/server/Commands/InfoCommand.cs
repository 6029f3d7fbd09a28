using System.Text.Json;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server info</c> and <c>list</c>.</summary>
public static class InfoCommand
{
    /// <summary>Prints what is known about a repository.</summary>
    public static async Task RunAsync(string? name, bool isJson, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(name);
        var manifest = await repository.ReadManifestAsync(cancellationToken);
        var whitelist = await repository.ReadWhitelistAsync(cancellationToken);
        var settings = repository.Settings;
        var info = new RepositoryInfoJson(
            repository.Name.ToString(),
            manifest.Revision.Number,
            manifest.RootCatalog.ToString(),
            manifest.PublishedAt,
            settings.Algorithm.ToString().ToLowerInvariant(),
            settings.Storage,
            settings.Stratum0,
            settings.IsGarbageCollectable,
            File.Exists(settings.Spool.TransactionLock),
            whitelist?.Whitelist.ExpiresAt);
        if (isJson)
        {
            console.Out.WriteLine(JsonSerializer.Serialize(info, CommandJson.Default.RepositoryInfoJson));
            return;
        }

        console.Out.WriteLine($"Repository name: {info.Repository}");
        console.Out.WriteLine($"Hash algorithm: {info.HashAlgorithm}");
        console.Out.WriteLine($"Revision: {info.Revision}, published {info.PublishedAt:u}");
        console.Out.WriteLine($"Root catalog: {info.RootCatalog}");
        console.Out.WriteLine($"Storage: {info.Storage}");
        console.Out.WriteLine($"Stratum 0: {info.Stratum0}");
        console.Out.WriteLine($"Garbage collection: {(info.IsGarbageCollectable ? "possible" : "not possible")}");
        console.Out.WriteLine($"Transaction: {(info.InTransaction ? "open" : "none")}");
        console.Out.WriteLine($"Whitelist: {Describe(info.WhitelistExpiresAt, console.Clock.GetUtcNow())}");
    }

    /// <summary>Lists all repositories of this machine, one a line.</summary>
    public static async Task ListAsync(CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        foreach (var name in RepositoryList.Names(RepositoryPlaces.RootFromEnvironment()))
        {
            var repository = CommandArguments.Open(name);
            var manifest = await repository.ReadManifestAsync(cancellationToken);
            var state = File.Exists(repository.Settings.Spool.TransactionLock) ? " - in transaction" : "";
            console.Out.WriteLine($"{name} (stratum0 / local){state} - revision {manifest.Revision.Number}");
        }
    }

    private static string Describe(DateTimeOffset? expiry, DateTimeOffset now)
    {
        if (expiry is not { } when)
            return "missing; sign one with 'cvmfs_server resign'";
        return when <= now ? $"EXPIRED on {when:u}; sign it anew with 'cvmfs_server resign'" : $"valid until {when:u} ({(int)(when - now).TotalDays} days)";
    }
}
