using CernVM.Cvmfs.Formats.Manifests;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>The chain master key → whitelist → certificate → manifest (formats §4.3), without fetching anything.</summary>
public static class TrustChain
{
    /// <summary>The checks that need the manifest alone: the right repository, not older than allowed, not forbidden. Null when it passes.</summary>
    public static FormatError? CheckManifest(Manifest manifest, TrustPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(policy);
        if (manifest.Repository != policy.Repository)
            return TrustErrors.WrongRepository(policy.Repository, manifest.Repository?.ToString() ?? "");
        if (policy.NotPublishedBefore is { } minimum && (manifest.PublishedAt ?? DateTimeOffset.UnixEpoch) < minimum)
            return TrustErrors.TooOld(policy.Repository, manifest.PublishedAt ?? DateTimeOffset.UnixEpoch, minimum);
        return policy.Blacklist.Forbids(policy.Repository, manifest.Revision)
            ? TrustErrors.ForbiddenRevision(policy.Repository, manifest.Revision)
            : null;
    }

    /// <summary>Goes through the whole chain.</summary>
    /// <param name="manifest">As read; its hash line has been checked by the reader.</param>
    /// <param name="certificate">The object that the manifest names; the fetcher has checked its hash.</param>
    /// <param name="whitelist">As read, freshly fetched.</param>
    /// <param name="pkcs7">The PKCS#7 whitelist, where the plain one demands it; else null.</param>
    /// <param name="policy">What is demanded.</param>
    /// <param name="now">The present time.</param>
    public static Parsed<VerifiedManifest> Verify(
        SignedManifest manifest,
        RepositoryCertificate certificate,
        SignedWhitelist whitelist,
        Pkcs7Whitelist? pkcs7,
        TrustPolicy policy,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(whitelist);
        ArgumentNullException.ThrowIfNull(policy);
        if (CheckManifest(manifest.Manifest, policy) is { } wrong)
            return wrong;
        if (!certificate.Verify(manifest.SignedHash, manifest.Signature.Span))
            return TrustErrors.ManifestSignature(policy.Repository);
        if (!CheckWhitelist(whitelist, pkcs7, policy, now).TryGet(out var trusted, out var error))
            return error;
        if (CheckCertificate(certificate, trusted, policy, now) is { } refused)
            return refused;
        return new VerifiedManifest(manifest.Manifest, certificate, trusted);
    }

    /// <summary>Checks a whitelist alone and returns the one that counts: the plain or the PKCS#7 one.</summary>
    public static Parsed<Whitelist> CheckWhitelist(SignedWhitelist whitelist, Pkcs7Whitelist? pkcs7, TrustPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(whitelist);
        ArgumentNullException.ThrowIfNull(policy);
        var name = policy.Repository;
        if (CheckValues(whitelist.Whitelist, name, now) is { } wrong)
            return wrong;
        if (!whitelist.Whitelist.RequiresPkcs7)
        {
            return policy.MasterKeys.Any(key => key.Verify(whitelist.SignedHash, whitelist.Signature.Span))
                ? whitelist.Whitelist
                : TrustErrors.WhitelistSignature(name, policy.MasterKeys.Count);
        }

        if (pkcs7 is null)
            return TrustErrors.Pkcs7Missing(name);
        if (CheckValues(pkcs7.Whitelist, name, now) is { } wrongInside)
            return wrongInside;
        return pkcs7.Check(name, policy.Authorities, now) is { } cause ? TrustErrors.Pkcs7Signature(name, cause) : pkcs7.Whitelist;
    }

    private static FormatError? CheckValues(Whitelist whitelist, RepositoryName name, DateTimeOffset now)
    {
        if (whitelist.Repository != name)
            return TrustErrors.WhitelistRepository(name, whitelist.Repository);
        return whitelist.IsExpired(now) ? TrustErrors.Expired(name, whitelist.ExpiresAt) : null;
    }

    private static FormatError? CheckCertificate(RepositoryCertificate certificate, Whitelist whitelist, TrustPolicy policy, DateTimeOffset now)
    {
        var name = policy.Repository;
        if (policy.Blacklist.Forbids(certificate))
            return TrustErrors.Blacklisted(name, certificate.Fingerprint(Hashing.ContentHashAlgorithm.Sha1));
        if (!whitelist.Fingerprints.Any(listed => certificate.Fingerprint(listed.Hash.Algorithm) == listed))
            return TrustErrors.NotWhitelisted(name, certificate.Fingerprint(Hashing.ContentHashAlgorithm.Sha1));
        if (whitelist.RequiresAuthority && policy.Authorities.Check(certificate.Der, [], now) is { } cause)
            return TrustErrors.Authorities(name, cause);
        return null;
    }
}
