using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Formats.Trust;

namespace CernVM.Cvmfs.Client.Trust;

/// <summary>The newest manifest that the chain of trust accepts (formats §4.3).</summary>
internal sealed class ManifestSource(ClientSettings settings, ClientServices services, Downloader downloader, ObjectFetcher fetcher, IReadOnlyList<MasterPublicKey> masterKeys)
{
    /// <summary>Fetches and verifies the manifest.</summary>
    /// <param name="known">Root catalog that was verified before; a manifest that names it is not verified again.</param>
    /// <param name="notPublishedBefore">Older manifests are refused.</param>
    public async ValueTask<ClientResult<Manifest>> FetchAsync(ContentHash? known, DateTimeOffset? notPublishedBefore, CancellationToken cancellationToken)
    {
        var policy = NewPolicy(notPublishedBefore);
        var first = await TryAsync(known, policy, cancellationToken);
        if (first.IsOk || first.Failure.Kind != ClientFailureKind.Signature || downloader.Routes.ServerCount < 2)
            return first;

        // One server may be broken or hostile; the next one gets one chance (formats §4.3, step 8).
        downloader.Routes.NextServer();
        return await TryAsync(known, policy, cancellationToken);
    }

    /// <summary>Verifies a manifest that somebody else has fetched; the parameters are those of <see cref="FetchAsync"/>.</summary>
    public ValueTask<ClientResult<Manifest>> CheckAsync(byte[] manifest, ContentHash? known, DateTimeOffset? notPublishedBefore, CancellationToken cancellationToken) =>
        CheckAsync(manifest, known, NewPolicy(notPublishedBefore), cancellationToken);

    /// <summary>Whether the blacklist, as it is now, forbids a revision.</summary>
    public bool IsForbidden(Revision revision) => LoadBlacklist().Forbids(settings.Repository, revision);

    private async ValueTask<ClientResult<Manifest>> TryAsync(ContentHash? known, TrustPolicy policy, CancellationToken cancellationToken)
    {
        var bytes = await DownloadAsync(".cvmfspublished", cancellationToken);
        return bytes.IsOk ? await CheckAsync(bytes.Value, known, policy, cancellationToken) : bytes.Failure;
    }

    private async ValueTask<ClientResult<Manifest>> CheckAsync(byte[] manifest, ContentHash? known, TrustPolicy policy, CancellationToken cancellationToken)
    {
        if (!ManifestReader.Parse(manifest).TryGet(out var signed, out var error))
            return Untrusted(error);
        if (TrustChain.CheckManifest(signed.Manifest, policy) is { } refused)
            return Refused(refused, policy, signed.Manifest);
        if (CheckFreshness(signed.Manifest) is { } stale)
            return stale;
        if (known is not null && signed.Manifest.RootCatalog == known)
            return signed.Manifest;
        return await VerifyAsync(signed, policy, cancellationToken);
    }

    private async ValueTask<ClientResult<Manifest>> VerifyAsync(SignedManifest signed, TrustPolicy policy, CancellationToken cancellationToken)
    {
        var certificate = await CertificateAsync(signed.Manifest, cancellationToken);
        if (!certificate.IsOk)
            return certificate.Failure;
        var whitelistBytes = await DownloadAsync(".cvmfswhitelist", cancellationToken);
        if (!whitelistBytes.IsOk)
            return whitelistBytes.Failure;
        if (!WhitelistReader.Parse(whitelistBytes.Value).TryGet(out var whitelist, out var error))
            return Untrusted(error);
        var pkcs7 = await Pkcs7Async(whitelist, cancellationToken);
        if (!pkcs7.IsOk)
            return pkcs7.Failure;
        return TrustChain.Verify(signed, certificate.Value, whitelist, pkcs7.Value, policy, services.Time.GetUtcNow()).TryGet(out var verified, out error)
            ? verified.Manifest
            : Untrusted(error);
    }

    private async ValueTask<ClientResult<Pkcs7Whitelist?>> Pkcs7Async(SignedWhitelist whitelist, CancellationToken cancellationToken)
    {
        if (!whitelist.Whitelist.RequiresPkcs7)
            return (Pkcs7Whitelist?)null;
        var bytes = await DownloadAsync(".cvmfswhitelist.pkcs7", cancellationToken);
        if (!bytes.IsOk)
            return bytes.Failure;
        return Pkcs7Whitelist.Parse(bytes.Value).TryGet(out var parsed, out var error) ? parsed : Untrusted(error);
    }

    private async ValueTask<ClientResult<RepositoryCertificate>> CertificateAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        if (manifest.Certificate is not { } hash)
            return new ClientFailure(ClientFailureKind.Signature, $"The manifest of {settings.Repository} names no certificate, so it cannot be verified.");
        var read = await fetcher.ReadAsync(
            new CachedObject
            {
                Name = new ObjectName(hash, ObjectKind.Certificate),
                Size = CachedObject.UnknownSize,
                Description = $"certificate of {settings.Repository}",
                UseAlternativePath = manifest.HasAlternativePaths,
            },
            FetchLimits.MaxSmallObject,
            cancellationToken);
        if (!read.IsOk)
            return read.Failure;
        return RepositoryCertificate.Parse(read.Value).TryGet(out var certificate, out var error) ? certificate : Untrusted(error);
    }

    private async ValueTask<ClientResult<byte[]>> DownloadAsync(string name, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        var got = await downloader.GetAsync(new FetchRequest { Path = name, MaxSize = FetchLimits.MaxControlFile }, memory, cancellationToken);
        return got.IsOk ? memory.ToArray() : got.Failure;
    }

    private TrustPolicy NewPolicy(DateTimeOffset? notPublishedBefore) => new()
    {
        Repository = settings.Repository,
        MasterKeys = masterKeys,
        Blacklist = LoadBlacklist(),
        NotPublishedBefore = notPublishedBefore,
    };

    private ClientFailure? CheckFreshness(Manifest manifest)
    {
        var trust = settings.Trust;
        if (manifest.Revision.Number < trust.MinimumRevision)
        {
            return new ClientFailure(
                ClientFailureKind.RevisionBlacklisted,
                $"The servers offer revision {manifest.Revision} of {settings.Repository}, but CVMFS_MIN_REVISION demands {trust.MinimumRevision}; use up-to-date servers.");
        }

        var age = services.Time.GetUtcNow() - (manifest.PublishedAt ?? DateTimeOffset.UnixEpoch);
        return trust.MaximumManifestAge is { } allowed && age > allowed
            ? new ClientFailure(
                ClientFailureKind.RevisionBlacklisted,
                $"The manifest of {settings.Repository} is {age.TotalSeconds:F0} s old, but CVMFS_MAX_MANIFEST_AGE allows {allowed.TotalSeconds:F0}; use up-to-date servers.")
            : null;
    }

    private Blacklist LoadBlacklist()
    {
        var text = new MemoryStream();
        foreach (var file in settings.Trust.BlacklistFiles.Where(File.Exists))
        {
            text.Write(File.ReadAllBytes(file));
            text.WriteByte((byte)'\n');
        }

        return Blacklist.Parse(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    private ClientFailure Refused(FormatError error, TrustPolicy policy, Manifest manifest) =>
        policy.Blacklist.Forbids(settings.Repository, manifest.Revision)
            ? new ClientFailure(ClientFailureKind.RevisionBlacklisted, error.Message)
            : Untrusted(error);

    private ClientFailure Untrusted(FormatError error) => new(ClientFailureKind.Signature, $"{settings.Repository} is not trusted: {error}");
}
