using System.Text;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Manifests;

public sealed class ManifestTests
{
    private const string Text =
        "C600230b0ba7620426f2e898f1e1f43c5466efe59\n" // root catalog
        + "B28672\n" // its size
        + "Rd41d8cd98f00b204e9800998ecf8427e\n" // root path
        + "D240\n" // TTL
        + "S7\n" // revision
        + "Gyes\n" // garbage-collectable
        + "Ano\n" // alternative paths
        + "Nsw.example.org\n" // repository
        + "X731ca9eb1bb5dcd10b0f6bd7e3b3d4b1c8c6f8ae\n" // certificate
        + "T1700000000\n"; // published at

    [Fact]
    public void Every_line_is_read()
    {
        var signed = ManifestReader.Parse(Sign(Text)).Value;

        Assert.Equal(
            new Manifest
            {
                RootCatalog = ContentHash.Parse("600230b0ba7620426f2e898f1e1f43c5466efe59"),
                RootCatalogSize = 28672,
                TimeToLive = 240,
                Revision = new Revision(7),
                IsGarbageCollectable = true,
                Repository = RepositoryName.Parse("sw.example.org"),
                Certificate = ContentHash.Parse("731ca9eb1bb5dcd10b0f6bd7e3b3d4b1c8c6f8ae"),
                PublishedAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
            },
            signed.Manifest);
        Assert.Equal("signature"u8.ToArray(), signed.Signature);
        Assert.Equal(Sign(Text), ManifestWriter.Write(signed.Manifest, _ => "signature"u8.ToArray()));
    }

    [Fact]
    public void Unknown_letters_and_a_signature_with_separators_do_no_harm()
    {
        var signed = ManifestReader.Parse(Sign(Text + "Zchannels\nWwhatever\n\n", signature: "\n--\nC")).Value;

        Assert.Equal("\n--\nC"u8.ToArray(), signed.Signature);
    }

    [Theory]
    [InlineData("MAN003", "C600230b0ba7620426f2e898f1e1f43c5466efe59", "C600230b0ba7620426f2e898f1e1f43c5466efe5")]
    [InlineData("MAN003", "B28672", "B-1")]
    [InlineData("MAN003", "S7", "S18446744073709551616")]
    [InlineData("MAN003", "Gyes", "GYES")]
    [InlineData("MAN003", "Nsw.example.org", "N../etc")]
    [InlineData("MAN003", "T1700000000", "T99999999999999999")]
    [InlineData("MAN004", "D240\n", "")]
    [InlineData("MAN004", "C600230b0ba7620426f2e898f1e1f43c5466efe59\n", "")]
    [InlineData("MAN005", "Rd41d8cd98f00b204e9800998ecf8427e", "Rd41d8cd98f00b204e9800998ecf84270")]
    [InlineData("MAN006", "D240\n", "D240\nD240\n")]
    public void Faulty_text_is_named_and_located(string id, string good, string bad)
    {
        var error = ManifestReader.Parse(Sign(Text.Replace(good, bad, StringComparison.Ordinal))).Error;

        Assert.Equal(id, error.Id);
        if (id != "MAN004")
            Assert.InRange(error.Offset!.Value, Text.IndexOf(good, StringComparison.Ordinal), Text.IndexOf(good, StringComparison.Ordinal) + good.Length);
    }

    [Fact]
    public void Faulty_envelopes_are_named()
    {
        var good = Encoding.Latin1.GetString(Sign(Text));
        string IdOf(string manifest) => ManifestReader.Parse(Encoding.Latin1.GetBytes(manifest)).Error.Id;

        Assert.Equal("MAN001", ManifestReader.Parse(new byte[ManifestReader.MaxLength + 1]).Error.Id);
        Assert.Equal("MAN002", IdOf(Text));
        Assert.Equal("MAN007", IdOf(Text + "--\nnothing"));
        Assert.Equal("MAN007", IdOf(Text + "--\nd41d8cd98f00b204e9800998ecf8427e\nsignature"));
        Assert.Equal("MAN008", IdOf(good.Replace("S7", "S8", StringComparison.Ordinal)));
        Assert.Equal("MAN009", IdOf(good[..^"signature".Length]));
    }

    [Fact(Timeout = 60_000)]
    public void Damaged_bytes_never_pass_for_other_values()
    {
        var valid = Sign(Text);
        var manifest = ManifestReader.Parse(valid).Value.Manifest;

        Mutations.Of(valid).Sample(bytes => !ManifestReader.Parse(bytes).TryGet(out var read, out _) || read.Manifest == manifest, iter: 3000);
    }

    private static byte[] Sign(string text, string signature = "signature") => Encoding.Latin1.GetBytes(
        text + "--\n" + ContentHash.Compute(ContentHashAlgorithm.Sha1, Encoding.Latin1.GetBytes(text)) + "\n" + signature);
}
