using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats.Trust;

namespace CernVM.Cvmfs.Client.Trust;

/// <summary>The configured master public keys.</summary>
internal static class MasterKeys
{
    /// <summary>Reads all key files; one that cannot be read is a failure, so that a typing error is not taken for a bad signature.</summary>
    public static ClientResult<IReadOnlyList<MasterPublicKey>> Load(TrustSettings settings)
    {
        var keys = new List<MasterPublicKey>();
        foreach (var file in settings.PublicKeyFiles)
        {
            try
            {
                if (!MasterPublicKey.Parse(File.ReadAllBytes(file)).TryGet(out var key, out var error))
                    return new ClientFailure(ClientFailureKind.Signature, $"{file} is no master public key: {error}");
                keys.Add(key);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return new ClientFailure(ClientFailureKind.Signature, $"The master public key {file} cannot be read: {failure.Message}");
            }
        }

        return keys.Count == 0
            ? new ClientFailure(ClientFailureKind.Signature, "No master public key is configured; set CVMFS_PUBLIC_KEY or CVMFS_KEYS_DIR.")
            : keys;
    }
}
