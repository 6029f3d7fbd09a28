using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Trust;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>Signs the whitelist with the master key and puts it into the store (formats §4).</summary>
internal static class WhitelistSigner
{
    public static byte[] Sign(KeyFiles keys, ContentHashAlgorithm algorithm, DateTimeOffset now, TimeSpan validity)
    {
        using var master = keys.LoadMasterKey();
        var whitelist = new Whitelist
        {
            IssuedAt = now,
            ExpiresAt = now + validity,
            Repository = keys.Name,
            Fingerprints = [keys.LoadCertificate().Fingerprint(algorithm)],
        };
        return WhitelistWriter.Write(whitelist, algorithm, master.Sign);
    }

    public static async Task StoreAsync(IObjectStore store, byte[] whitelist, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(whitelist);
        await store.PutAsync(StoreNames.Whitelist, content, PutMode.Replace, cancellationToken);
    }
}
