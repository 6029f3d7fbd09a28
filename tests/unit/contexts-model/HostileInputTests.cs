using System.Text;
using CernVM.Contexts.Model.Diagnostics;
using CernVM.Contexts.Model.MetaData;
using CernVM.Contexts.Model.UserData;
using CsCheck;

namespace CernVM.Contexts.Model.Tests;

/// <summary>No bytes whatsoever make a reader throw, and every finding points into the document.</summary>
public sealed class HostileInputTests
{
    private const string Valid = $$"""
        Content-Type: multipart/mixed; boundary="=="

        --==
        Content-Type: text/cloud-config

        #cloud-config
        # [ucernvm-begin]
        # cvmfs_http_proxy="a;b"
        # [ucernvm-end]
        users:
          - &u { name: a, sudo: false, passwd: "$6$a$bcd", uid: 5 }
          - <<: *u
            name: b
        ssh_authorized_keys: [ {{Documents.Ed25519}} ]
        write_files:
          - path: /a/b
            content: |
              text
            permissions: 0644
        runcmd: [ [ a, b ], "c: d" ]
        chpasswd: { list: "a:b" }
        cvmfs: { local: { quota-limit: 1 } }
        --==
        Content-Type: text/plain
        Content-Transfer-Encoding: quoted-printable

        #!/bin/sh=20-e
        [amiconfig]
        plugins=3Dcernvm
        --==--
        """;

    private static readonly Gen<string> Snippet = AnyOf(
        "\n", "\r\n", "  ", "\t", ":", ": ", "- ", "[", "]", "{", "}", "'", "\"", "|", ">", "&a", "*a", "<<:", "!!", "---\n", "...\n", "#", "%", "@", "`", "\0", "\uFEFF", "\ud800",
        "=", "--==", "[ucernvm-begin]\n", "[ucernvm-end]\n", "? ", "~", "!!binary ", "\u2028", "\\", ",", "users:\n", "cvmfs_");

    [Fact]
    public void The_document_itself_reads_well() =>
        Assert.Equal(["CC015"], Documents.Read(Valid).Diagnostics.Select(d => d.Id));

    [Fact(Timeout = 120_000)]
    public void Mutations_of_a_valid_document_never_throw() =>
        Gen.Select(Gen.Int[0, Valid.Length], Gen.Int[0, 8], Snippet).List[1, 5].Sample(mutations =>
        {
            var text = Valid;
            foreach (var (at, removed, inserted) in mutations)
            {
                var start = Math.Min(at, text.Length);
                text = text[..start] + inserted + text[Math.Min(text.Length, start + removed)..];
            }

            Check(UserDataReader.Read(Encoding.UTF8.GetBytes(text)), text);
        }, iter: 2000);

    // Found by the mutations: the YAML library ends a mapping between a key and its value.
    [Fact]
    public void A_tab_in_the_wrong_place_is_a_finding()
    {
        var text = Valid[..386] + "\t" + Valid[391..];
        Check(Documents.Read(text), text);
    }

    [Fact(Timeout = 120_000)]
    public void Arbitrary_bytes_never_throw() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            Check(UserDataReader.Read(bytes), "");
            Check(UserDataReader.Read([.. "#cloud-config\n"u8, .. bytes]), "");
            Check(UserDataReader.Read([0x1f, 0x8b, .. bytes]), "");
            MetaDataReader.Read(bytes, "meta-data", new DiagnosticBag());
        }, iter: 2000);

    [Fact(Timeout = 120_000)]
    public void Arbitrary_lines_in_a_block_never_throw() =>
        Gen.Select(AnyOf("cvmfs_tag", "cernvm_inject", "cvm_service_url", "cvmfs_cdn", "x"), Gen.String).Sample((key, value) =>
            Check(Documents.Read($"[ucernvm-begin]\n{key}={value}\n[ucernvm-end]\n"), ""), iter: 1000);

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static void Check(UserDataDocument document, string text)
    {
        var lines = text.Length == 0 ? int.MaxValue : text.Split('\n').Length + 1;
        Assert.All(document.Diagnostics, d => Assert.True(d.Line >= 0 && d.Line <= lines && d.Column >= 0 && d.Message.Length is > 0 and < 600, d.ToString()));
    }
}
