using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Transactions;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary><c>cvmfs_server resign</c>: signs the whitelist, or the manifest, anew.</summary>
public static class ResignCommand
{
    /// <summary>Signs the whitelist with the master key.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="days">How long clients accept it.</param>
    /// <param name="file">Write it there instead of into the store; for master keys that are kept elsewhere.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public static async Task SignWhitelistAsync(string? name, int days, string? file, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        if (days <= 0)
            throw new ServerException("SRV007", $"A whitelist cannot be valid for {days} days; give a positive number with -d.");
        var repository = CommandArguments.Open(name);
        var now = console.Clock.GetUtcNow();
        var whitelist = WhitelistSigner.Sign(repository.Keys, repository.Settings.Algorithm, now, TimeSpan.FromDays(days));
        if (file is null)
            await WhitelistSigner.StoreAsync(repository.Store, whitelist, cancellationToken);
        else
            await File.WriteAllBytesAsync(file, whitelist, cancellationToken);
        console.Out.WriteLine($"The whitelist of {repository.Name} is valid until {now.AddDays(days):u}.");
    }

    /// <summary>Signs the manifest with the repository key that is now in place; nothing else changes.</summary>
    public static async Task SignManifestAsync(string? name, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        var repository = CommandArguments.Open(name);
        var spool = repository.Settings.Spool;
        using var publishing = PublishLock.Take(spool.PublishLock, repository.Name.ToString());
        spool.CleanTemporary();
        var manifest = await repository.ReadUnverifiedManifestAsync(cancellationToken);
        var now = console.Clock.GetUtcNow();
        using var writers = new ObjectWriterPool(repository.Store, repository.Settings.ToPipelineOptions(), new ObjectCounters());
        var certificate = await writers.StoreAsync(
            repository.Keys.LoadCertificate().Pem, Formats.Hashing.ObjectKind.Certificate, default, cancellationToken);
        using var reflog = await ReflogFile.OpenAsync(repository, manifest.Reflog, cancellationToken);
        reflog.AddCertificate(certificate, now);
        await repository.WriteManifestAsync(manifest with { Certificate = certificate, Reflog = await reflog.StoreAsync(cancellationToken) }, cancellationToken);
        console.Out.WriteLine($"The manifest of {repository.Name} is signed with {repository.Keys.RepositoryKey}.");
    }
}
