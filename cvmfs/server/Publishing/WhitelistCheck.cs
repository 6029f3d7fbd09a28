using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>Refuses to publish what no client would accept.</summary>
internal static class WhitelistCheck
{
    public static async Task RequireValidAsync(Repository repository, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cure = $"sign it anew with 'cvmfs_server resign {repository.Name}'";
        var signed = await repository.ReadWhitelistAsync(cancellationToken)
            ?? throw new ServerException("SRV073", $"{repository.Name} has no whitelist, so no client would accept it; {cure}.");
        if (signed.Whitelist.IsExpired(now))
            throw new ServerException("SRV074", $"The whitelist of {repository.Name} expired on {signed.Whitelist.ExpiresAt:u}, so no client would accept a new revision; {cure}.");
        var fingerprint = repository.Keys.LoadCertificate().Fingerprint(repository.Settings.Algorithm);
        if (!signed.Whitelist.Fingerprints.Any(known => known == fingerprint || known == repository.Keys.LoadCertificate().Fingerprint(known.Hash.Algorithm)))
            throw new ServerException("SRV075", $"The whitelist of {repository.Name} does not name the certificate {repository.Keys.Certificate}; {cure}.");
    }
}
