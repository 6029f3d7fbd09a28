using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Formats.Tests.Trust;
using CernVM.Cvmfs.Formats.Trust;

namespace CernVM.Cvmfs.Formats.Tests.Interop;

/// <summary>Manifests, whitelists and certificates of the original.</summary>
public sealed class TrustTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Names => InteropRepository.Names;

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Names))]
    public void The_chain_of_trust_holds(string name)
    {
        using var repository = InteropRepository.Open(name);

        var verified = Verify(repository, repository.MasterKey, Now);

        Assert.True(verified.IsOk, verified.IsOk ? "" : verified.Error.ToString());
        Assert.Equal(repository.Fqrn, verified.Value.Whitelist.Repository);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Names))]
    public void Another_master_key_does_not_help(string name)
    {
        using var repository = InteropRepository.Open(name);

        Assert.Equal("TRU006", Verify(repository, TestKeys.OtherMaster.PublicKey, Now).Error.Id);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Names))]
    public void Writers_give_the_original_texts_back(string name)
    {
        using var repository = InteropRepository.Open(name);
        var manifest = File.ReadAllBytes(repository.InRepository(".cvmfspublished"));
        var whitelist = File.ReadAllBytes(repository.InRepository(".cvmfswhitelist"));
        var signedWhitelist = WhitelistReader.Parse(whitelist).Value;

        Assert.Equal(manifest, ManifestWriter.Write(repository.Manifest, _ => repository.Signed.Signature.ToArray()));
        Assert.Equal(
            whitelist,
            WhitelistWriter.Write(signedWhitelist.Whitelist, signedWhitelist.SignedHash.Algorithm, _ => signedWhitelist.Signature.ToArray()));
    }

    private static Parsed<VerifiedManifest> Verify(InteropRepository repository, MasterPublicKey key, DateTimeOffset now) =>
        TrustChain.Verify(
            repository.Signed,
            RepositoryCertificate.Parse(repository.ReadObject(repository.Manifest.Certificate!.Value, ObjectKind.Certificate)).Value,
            WhitelistReader.Parse(File.ReadAllBytes(repository.InRepository(".cvmfswhitelist"))).Value,
            pkcs7: null,
            new TrustPolicy { Repository = repository.Fqrn, MasterKeys = [key] },
            now);
}
