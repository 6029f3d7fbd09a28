using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Formats.Trust;

namespace CernVM.Cvmfs.Formats.Tests.Trust;

/// <summary>A repository of our own making, and every way in which its chain of trust can break.</summary>
public sealed class TrustChainTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 13, 7, 31, TimeSpan.Zero);
    private static readonly RepositoryName Name = RepositoryName.Parse("a-name-of-more-than-thirty-characters.example.org");

    private readonly MasterKey _master = TestKeys.Master;
    private readonly RepositoryKey _key = TestKeys.Repository;
    private readonly RepositoryCertificate _certificate;
    private Manifest _manifest;
    private Whitelist _whitelist;
    private TrustPolicy _policy;

    public TrustChainTests()
    {
        _certificate = RepositoryCertificate.CreateSelfSigned(Name, _key, Now);
        _manifest = new Manifest
        {
            RootCatalog = ContentHash.Compute(ContentHashAlgorithm.Shake128, "catalog"u8),
            Revision = new Revision(5),
            Repository = Name,
            PublishedAt = Now,
        };
        _whitelist = new Whitelist
        {
            IssuedAt = Now,
            ExpiresAt = Now.AddDays(Whitelist.DefaultValidityDays),
            Repository = Name,
            Fingerprints = [_certificate.Fingerprint(ContentHashAlgorithm.Shake128)],
        };
        _policy = new TrustPolicy { Repository = Name, MasterKeys = [_master.PublicKey] };
    }

    [Fact]
    public void A_whole_chain_is_accepted()
    {
        Assert.Equal(_manifest, Verify().Value.Manifest);
        Assert.True(_key.Belongs(_certificate));
        Assert.Equal("CN=a-name-of-more-than-thirty-cha CernVM-FS Release Managers", _certificate.Subject);
        Assert.Equal(Now.AddDays(365), _certificate.NotAfter);
    }

    [Fact]
    public void A_foreign_repository_is_refused()
    {
        _policy = _policy with { Repository = RepositoryName.Parse("other.example.org") };
        AssertRefused("TRU001");
        _manifest = _manifest with { Repository = null };
        AssertRefused("TRU001");
    }

    [Fact]
    public void An_older_manifest_than_the_one_in_use_is_refused()
    {
        _policy = _policy with { NotPublishedBefore = Now.AddSeconds(1) };
        AssertRefused("TRU002");
    }

    [Fact]
    public void A_manifest_signed_by_somebody_else_is_refused()
    {
        var other = TestKeys.OtherRepository;
        Assert.False(other.Belongs(_certificate));
        Assert.Equal("TRU003", Verify(sign: other.Sign).Error.Id);
    }

    [Fact]
    public void A_whitelist_of_another_repository_is_refused()
    {
        _whitelist = _whitelist with { Repository = RepositoryName.Parse("other.example.org") };
        AssertRefused("TRU004");
    }

    [Fact]
    public void An_expired_whitelist_is_refused()
    {
        _whitelist = _whitelist with { ExpiresAt = Now };
        AssertRefused("TRU005");
    }

    [Fact]
    public void A_whitelist_signed_by_somebody_else_is_refused()
    {
        var other = TestKeys.OtherMaster;
        _policy = _policy with { MasterKeys = [other.PublicKey] };
        AssertRefused("TRU006");
        _policy = _policy with { MasterKeys = [] };
        AssertRefused("TRU006");
        _policy = _policy with { MasterKeys = [other.PublicKey, _master.PublicKey] };
        Assert.True(Verify().IsOk);
    }

    [Fact]
    public void A_blacklisted_certificate_is_refused_whatever_the_algorithm()
    {
        _policy = _policy with { Blacklist = Parse($"# stolen\n{_certificate.Fingerprint(ContentHashAlgorithm.Rmd160)} on a train\n") };
        AssertRefused("TRU007");
    }

    [Fact]
    public void A_certificate_that_is_not_listed_is_refused()
    {
        _whitelist = _whitelist with { Fingerprints = [new CertificateFingerprint(ContentHash.Compute(ContentHashAlgorithm.Sha1, "x"u8))] };
        AssertRefused("TRU008");
    }

    [Fact]
    public void A_certificate_without_authority_is_refused_where_one_is_demanded()
    {
        _whitelist = _whitelist with { RequiresAuthority = true };
        AssertRefused("TRU009");
        _policy = _policy with { Authorities = CertificateAuthorities.Parse([_certificate.Pem]).Value };
        Assert.True(Verify().IsOk);
    }

    [Fact]
    public void A_forbidden_revision_is_refused()
    {
        _policy = _policy with { Blacklist = Parse($"<{Name} 6\n<{Name} 3\n") };
        AssertRefused("TRU010");
        _policy = _policy with { Blacklist = Parse($"<{Name} 5") };
        Assert.True(Verify().IsOk);
    }

    [Fact]
    public void A_missing_pkcs7_whitelist_is_named()
    {
        _whitelist = _whitelist with { RequiresPkcs7 = true };
        AssertRefused("TRU011");
    }

    [Fact]
    public void Wrong_lines_of_a_blacklist_are_reported_and_the_others_hold()
    {
        var blacklist = Parse($"nonsense\n<{Name} 6\n<{Name}\n");

        Assert.Equal([0L, 9L + Name.ToString().Length + 4], blacklist.Errors.Select(error => error.Offset!.Value));
        Assert.All(blacklist.Errors, error => Assert.Equal("BLK001", error.Id));
        Assert.True(blacklist.Forbids(Name, new Revision(5)));
    }

    private static Blacklist Parse(string text) => Blacklist.Parse(System.Text.Encoding.ASCII.GetBytes(text));

    private void AssertRefused(string id) => Assert.Equal(id, Verify().Error.Id);

    private Parsed<VerifiedManifest> Verify(Func<ContentHash, byte[]>? sign = null) => TrustChain.Verify(
        ManifestReader.Parse(ManifestWriter.Write(_manifest, sign ?? _key.Sign)).Value,
        RepositoryCertificate.Parse(_certificate.Pem.Span).Value,
        WhitelistReader.Parse(WhitelistWriter.Write(_whitelist, ContentHashAlgorithm.Shake128, _master.Sign)).Value,
        pkcs7: null,
        _policy,
        Now);
}
