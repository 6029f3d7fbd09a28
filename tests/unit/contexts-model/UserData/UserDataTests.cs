using System.IO.Compression;
using System.Text;
using CernVM.Contexts.Model.UserData;

namespace CernVM.Contexts.Model.Tests.UserData;

public sealed class UserDataTests
{
    private const string Config = "#cloud-config\nhostname: a\n";

    private const string Multipart = """
        Content-Type: multipart/mixed; boundary="=="
        MIME-Version: 1.0

        --==
        Content-Type: text/cloud-config; charset="us-ascii"
        Content-Disposition: attachment; filename="config"

        #cloud-config
        hostname: a
        timezone: 7 7
        --==
        Content-Type: text/x-shellscript
        Content-Disposition: attachment; filename="setup.sh"

        #!/bin/sh
        exit 0
        --==
        Content-Type: text/ucernvm

        cvmfs_tag=t1
        use_bothd=on
        --==
        Content-Type: text/amiconfig-user-data

        [hostname]
        hostname=node9
        --==
        Content-Type: text/cloud-config
        Content-Transfer-Encoding: base64

        I2Nsb3VkLWNvbmZpZwpob3N0bmFtZTogYgpmcWRuOiAiLSIK
        --==--
        """;

    [Fact]
    public void Plain_gzip_and_base64_read_the_same()
    {
        foreach (var bytes in new[] { Bytes(Config), Gzip(Config), Bytes(Convert.ToBase64String(Bytes(Config))), Bytes(Convert.ToBase64String(Gzip(Config))), Bytes("\uFEFF" + Config) })
        {
            var document = UserDataReader.Read(bytes);
            Assert.Empty(document.Diagnostics);
            Assert.Equal("a", document.CloudConfig!.HostName);
        }
    }

    [Fact]
    public void A_multipart_message_gives_all_its_parts()
    {
        var document = Documents.Read(Multipart);

        Assert.Equal(
            [UserDataPartKind.CloudConfig, UserDataPartKind.Script, UserDataPartKind.MicroContext, UserDataPartKind.Amiconfig, UserDataPartKind.CloudConfig],
            document.Parts.Select(p => p.Kind));
        Assert.Equal("b", document.CloudConfig!.HostName);
        Assert.Equal("t1", document.MicroContext!.Tag);
        Assert.Equal("setup.sh", Assert.Single(document.Scripts).Name);
        Assert.Equal("node9", document.Amiconfig!["hostname"]!["hostname"]);
    }

    [Fact]
    public void Places_in_parts_are_those_of_the_document()
    {
        var found = Documents.Read(Multipart).Diagnostics.Select(d => $"{d.File}:{d.Line}:{d.Column} {d.Id}");
        Assert.Equal(["user-data:10:11 CC006", "user-data:21:1 MC003", "user-data#5:3:7 CC006"], found);
    }

    [Fact]
    public void Carriage_returns_change_nothing()
    {
        var document = Documents.Read(Multipart.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(3, document.Diagnostics.Count);
        Assert.Equal("t1", document.MicroContext!.Tag);
        Assert.Equal("b", document.CloudConfig!.HostName);
    }

    [Theory]
    [InlineData("#include\nhttp://example.org/x\n", "UD010", "nobody has signed")]
    [InlineData("#cloud-boothook\n#!/bin/sh\n", "UD010", "bootcmd")]
    [InlineData("## template: jinja\n#cloud-config\n", "UD010", "templates are not evaluated")]
    [InlineData("users:\n - bob\n", "UD011", "first line #cloud-config is missing")]
    [InlineData("# cloud-config\nusers: []\n", "UD011", "exactly #cloud-config")]
    [InlineData("#!sh\n", "UD013", "absolute path")]
    [InlineData("\xff\0", "UD004", "UTF-8")]
    [InlineData("MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n--x\n", "UD006", "boundary")]
    [InlineData("Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n#cloud-config\n", "UD006", "cut off")]
    [InlineData("Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\nhi\n--x--\n", "UD012", "text/html")]
    public void What_is_refused_says_why(string text, string id, string why)
    {
        var finding = Assert.Single(Documents.Read(text).Diagnostics);
        Assert.Equal(id, finding.Id);
        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_nothing()
    {
        foreach (var text in new[] { "", "\n \n" })
        {
            var document = Documents.Read(text);
            Assert.Empty(document.Diagnostics);
            Assert.Null(document.CloudConfig);
        }
    }

    [Fact]
    public void A_gzip_bomb_is_not_unpacked() =>
        Assert.Equal("UD005", Assert.Single(UserDataReader.Read(Gzip(new string('a', ContextLimits.DecodedBytes + 1))).Diagnostics).Id);

    [Fact]
    public void Endless_wrapping_ends()
    {
        var bytes = Bytes(Config);
        for (var i = 0; i <= ContextLimits.Nesting; i++)
            bytes = Gzip(bytes);
        Assert.Equal("UD002", Assert.Single(UserDataReader.Read(bytes).Diagnostics).Id);
    }

    [Fact]
    public void A_message_with_too_many_parts_is_cut()
    {
        var text = new StringBuilder("Content-Type: multipart/mixed; boundary=x\n\n");
        for (var i = 0; i <= ContextLimits.Parts; i++)
            text.Append("--x\nContent-Type: text/cloud-config\n\nhostname: a\n");
        Assert.Contains(Documents.Read(text.Append("--x--\n").ToString()).Diagnostics, d => d.Id == "UD007");
    }

    [Fact]
    public void Too_many_bytes_are_refused_at_once() =>
        Assert.Equal("UD001", Assert.Single(UserDataReader.Read(new byte[ContextLimits.DocumentBytes + 1]).Diagnostics).Id);

    [Fact]
    public void A_script_with_sections_behind_it_is_both()
    {
        var document = Documents.Read("#!/bin/sh.before\necho hi\nexit\n[amiconfig]\nplugins=cernvm\n[ucernvm-begin]\ncvmfs_tag=t\n[ucernvm-end]\n[cernvm]\nshell=/bin/sh\n");
        var script = Assert.Single(document.Scripts);
        Assert.Equal("#!/bin/sh.before\necho hi\nexit\n", script.Text);
        Assert.Equal(ScriptPhase.Before, script.Phase);
        Assert.Equal(["/bin/sh"], script.Interpreter);
        Assert.Equal("/bin/sh", document.Amiconfig!["cernvm"]!["shell"]);
        Assert.Equal("t", document.MicroContext!.Tag);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(string text) => Gzip(Bytes(text));

    private static byte[] Gzip(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return result.ToArray();
    }
}
