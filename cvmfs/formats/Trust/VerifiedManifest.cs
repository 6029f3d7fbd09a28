using CernVM.Cvmfs.Formats.Manifests;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>A manifest that has gone through the whole chain of trust. Only <see cref="TrustChain"/> makes one.</summary>
public sealed class VerifiedManifest
{
    internal VerifiedManifest(Manifest manifest, RepositoryCertificate certificate, Whitelist whitelist)
    {
        Manifest = manifest;
        Certificate = certificate;
        Whitelist = whitelist;
    }

    /// <summary>What may be believed.</summary>
    public Manifest Manifest { get; }

    /// <summary>Who signed it.</summary>
    public RepositoryCertificate Certificate { get; }

    /// <summary>Who allowed that.</summary>
    public Whitelist Whitelist { get; }
}
