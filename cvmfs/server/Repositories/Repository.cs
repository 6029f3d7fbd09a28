using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Formats.Trust;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>A repository that this machine publishes: settings, keys and store.</summary>
public sealed class Repository(RepositorySettings settings, IObjectStore store)
{
    /// <summary>What server.conf says.</summary>
    public RepositorySettings Settings { get; } = settings;

    /// <summary>The objects.</summary>
    public IObjectStore Store { get; } = store;

    /// <summary>Fully qualified name.</summary>
    public RepositoryName Name => Settings.Name;

    /// <summary>The key files.</summary>
    public KeyFiles Keys => new(Settings.KeyDirectory, Name);

    /// <summary>Opens a repository by its name.</summary>
    /// <exception cref="ServerException">There is none, or its configuration is wrong.</exception>
    public static Repository Open(RepositoryPlaces places)
    {
        var settings = ServerConfigurationFile.Read(places);
        return new Repository(settings, DirectoryStore.Open(settings.Storage));
    }

    /// <summary>Reads the manifest and verifies it with the repository's own certificate.</summary>
    /// <exception cref="ServerException">It is missing, damaged, or not signed by this repository's key.</exception>
    public async Task<Manifest> ReadManifestAsync(CancellationToken cancellationToken)
    {
        var signed = await ReadSignedManifestAsync(cancellationToken);
        if (!Keys.LoadCertificate().Verify(signed.SignedHash, signed.Signature.Span))
            throw new ServerException("SRV065", $"The manifest of {Name} was not signed with the key of {Keys.Certificate}; restore the right keys or sign it anew with 'resign -p'.");
        return signed.Manifest;
    }

    /// <summary>Reads the manifest whoever signed it: only for signing it anew.</summary>
    public async Task<Manifest> ReadUnverifiedManifestAsync(CancellationToken cancellationToken) => (await ReadSignedManifestAsync(cancellationToken)).Manifest;

    /// <summary>Signs the manifest and puts it in place of the old one: the moment at which a revision becomes visible.</summary>
    public async Task WriteManifestAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        using var key = Keys.LoadRepositoryKey();
        using var content = new MemoryStream(ManifestWriter.Write(manifest, key.Sign));
        await Store.PutAsync(StoreNames.Manifest, content, PutMode.Replace, cancellationToken);
    }

    /// <summary>Reads the whitelist; null when there is none.</summary>
    public async Task<SignedWhitelist?> ReadWhitelistAsync(CancellationToken cancellationToken)
    {
        var bytes = await ReadNamedAsync(StoreNames.Whitelist, cancellationToken);
        if (bytes is null)
            return null;
        return WhitelistReader.Parse(bytes).TryGet(out var signed, out var error)
            ? signed
            : throw new ServerException("SRV066", $"The whitelist of {Name} is damaged: {error.Message} Sign it anew with 'cvmfs_server resign {Name}'.");
    }

    /// <summary>Reads a small named file of the store; null when it is not there.</summary>
    public async Task<byte[]?> ReadNamedAsync(StoreKey key, CancellationToken cancellationToken)
    {
        await using var stored = await Store.OpenReadAsync(key, cancellationToken);
        if (stored is null)
            return null;
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    private async Task<SignedManifest> ReadSignedManifestAsync(CancellationToken cancellationToken)
    {
        var bytes = await ReadNamedAsync(StoreNames.Manifest, cancellationToken)
            ?? throw new ServerException("SRV062", $"{Name} has no manifest (.cvmfspublished) in its store; if 'mkfs' was interrupted, run it again.");
        if (!ManifestReader.Parse(bytes).TryGet(out var signed, out var error))
            throw new ServerException("SRV063", $"The manifest of {Name} is damaged: {error.Message}");
        if (signed.Manifest.Repository != Name)
            throw new ServerException("SRV064", $"The store of {Name} holds the manifest of {signed.Manifest.Repository}; check CVMFS_UPSTREAM_STORAGE in server.conf.");
        return signed;
    }
}
