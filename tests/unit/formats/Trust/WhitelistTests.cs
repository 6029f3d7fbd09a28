using System.Text;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Trust;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Trust;

public sealed class WhitelistTests
{
    private const string Text =
        "20261122135345\n" // issued
        + "E20261222135345\n" // expires
        + "Nsw.example.org\n" // repository
        + "C5:A6:6B:B1:84:42:20:1E:D1:AE:86:92:B3:BA:D0:76:A5:EF:EF:AB # release manager\n"
        + "\n"
        + "D7:BE:5C:5F:83:7B:67:2D:9F:3A:6F:D7:26:0B:66:C1:52:78:34:E8-SHAKE128\n";

    [Fact]
    public void Every_line_is_read()
    {
        var whitelist = WhitelistReader.Parse(Sign(Text)).Value.Whitelist;

        Assert.Equal(new DateTimeOffset(2026, 11, 22, 13, 53, 45, TimeSpan.Zero), whitelist.IssuedAt);
        Assert.Equal(new DateTimeOffset(2026, 12, 22, 13, 53, 45, TimeSpan.Zero), whitelist.ExpiresAt);
        Assert.Equal("sw.example.org", whitelist.Repository.ToString());
        Assert.False(whitelist.RequiresPkcs7);
        Assert.False(whitelist.RequiresAuthority);
        Assert.Equal(
            ["C5:A6:6B:B1:84:42:20:1E:D1:AE:86:92:B3:BA:D0:76:A5:EF:EF:AB", "D7:BE:5C:5F:83:7B:67:2D:9F:3A:6F:D7:26:0B:66:C1:52:78:34:E8-SHAKE128"],
            whitelist.Fingerprints.Select(fingerprint => fingerprint.ToString()));
    }

    [Theory]
    [InlineData("2026-12-22T12:59:59Z", false)]
    [InlineData("2026-12-22T13:00:00Z", true)]
    [InlineData("2026-12-22T13:53:44Z", true)]
    [InlineData("2026-12-22T14:30:00+02:00", false)]
    public void Expiry_counts_full_hours(string now, bool expired) =>
        Assert.Equal(expired, WhitelistReader.Parse(Sign(Text)).Value.Whitelist.IsExpired(DateTimeOffset.Parse(now)));

    [Fact]
    public void Demands_are_read_and_written()
    {
        var text = Text.Replace("Nsw.example.org\n", "Nsw.example.org\nVpkcs7\nWcachain\n", StringComparison.Ordinal);

        var whitelist = WhitelistReader.Parse(Sign(text, signature: "")).Value.Whitelist;

        Assert.True(whitelist.RequiresPkcs7);
        Assert.True(whitelist.RequiresAuthority);
        Assert.Contains("\nVpkcs7\nWcachain\nC5:", Encoding.ASCII.GetString(WhitelistWriter.WriteText(whitelist)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WHL003", "20261122135345", "20261322135345")]
    [InlineData("WHL003", "E20261222135345", "20261222135345")]
    [InlineData("WHL003", "Nsw.example.org", "Nsw example org")]
    [InlineData("WHL007", "C5:A6", "C5:G6")]
    public void Faulty_text_is_named_and_located(string id, string good, string bad)
    {
        var error = WhitelistReader.Parse(Sign(Text.Replace(good, bad, StringComparison.Ordinal))).Error;

        Assert.Equal(id, error.Id);
        Assert.Equal(Text.IndexOf(good, StringComparison.Ordinal), error.Offset);
    }

    [Fact]
    public void Faulty_envelopes_are_named()
    {
        string IdOf(byte[] whitelist) => WhitelistReader.Parse(whitelist).Error.Id;

        Assert.Equal("WHL001", IdOf(new byte[WhitelistReader.MaxLength + 1]));
        Assert.Equal("WHL002", IdOf(Encoding.ASCII.GetBytes(Text)));
        Assert.Equal("WHL004", IdOf(Encoding.ASCII.GetBytes(Text + "--\nnothing\n")));
        Assert.Equal("WHL005", IdOf([(byte)'1', .. Sign(Text)[1..]]));
        Assert.Equal("WHL006", IdOf(Sign(Text, signature: "")));
    }

    [Fact(Timeout = 60_000)]
    public void Damaged_bytes_never_pass_for_other_values() =>
        Mutations.Of(Sign(Text)).Sample(
            bytes => !WhitelistReader.Parse(bytes).TryGet(out var read, out _) || read.Whitelist.Fingerprints.Count == 2, iter: 3000);

    [Theory]
    [InlineData(ContentHashAlgorithm.Sha1)]
    [InlineData(ContentHashAlgorithm.Rmd160)]
    [InlineData(ContentHashAlgorithm.Shake128)]
    public void What_a_master_key_signs_its_public_half_accepts(ContentHashAlgorithm algorithm)
    {
        var key = TestKeys.Master;
        var publicKey = MasterPublicKey.Parse(Encoding.ASCII.GetBytes(key.PublicKey.ToPem())).Value;
        using var again = MasterKey.Parse(Encoding.ASCII.GetBytes(key.ExportPem())).Value;
        var whitelist = WhitelistReader.Parse(Sign(Text)).Value.Whitelist;

        var signed = WhitelistReader.Parse(WhitelistWriter.Write(whitelist, algorithm, again.Sign)).Value;

        Assert.Equal(algorithm, signed.SignedHash.Algorithm);
        Assert.True(publicKey.Verify(signed.SignedHash, signed.Signature.Span));
        var damaged = signed.Signature.ToArray();
        damaged[^1] ^= 1;
        Assert.False(publicKey.Verify(signed.SignedHash, damaged));
        Assert.False(publicKey.Verify(signed.SignedHash, signed.Signature.Span[1..]));
        Assert.False(publicKey.Verify(ContentHash.Compute(algorithm, "other"u8), signed.Signature.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")]
    public void What_is_no_key_is_named(string pem)
    {
        Assert.Equal("KEY001", MasterPublicKey.Parse(Encoding.ASCII.GetBytes(pem)).Error.Id);
        Assert.Equal("KEY001", MasterKey.Parse(Encoding.ASCII.GetBytes(pem)).Error.Id);
        Assert.Equal("KEY001", RepositoryKey.Parse(Encoding.ASCII.GetBytes(pem)).Error.Id);
    }

    [Fact]
    public void A_public_key_cannot_stand_in_for_a_private_one()
    {
        var key = TestKeys.Master;

        Assert.Equal("KEY001", MasterKey.Parse(Encoding.ASCII.GetBytes(key.PublicKey.ToPem())).Error.Id);
    }

    private static byte[] Sign(string text, string signature = "signature") => Encoding.ASCII.GetBytes(
        text + "--\n" + ContentHash.Compute(ContentHashAlgorithm.Sha1, Encoding.ASCII.GetBytes(text)) + "\n" + signature);
}
