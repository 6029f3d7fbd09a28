using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.Tests.MicroContexts;

public sealed class MicroContextTests
{
    [Fact]
    public void All_keys_are_typed()
    {
        var document = Documents.Read("""
            [ucernvm-begin]
            resize_rootfs=off
            use_boothd=YES
            cvmfs_http_proxy="http://squid.example.org:3128;DIRECT"
            cvmfs_pac_urls='http://wpad/wpad.dat;http://pac.example.org/proxy.pac'
            cvmfs_server=one.example.org,two.example.org
            cvmfs_cdn=NONE
            cvmfs_branch=cernvm-prod.cern.ch
            cvmfs_tag=cernvm-system-4.7
            cvmfs_profile_record=debian13-2026.11
            cvmfs_wait_on_squid=30
            cernvm_path=/cvm4/
            cernvm_inject=H4sIAAAAAAAAA+3AAQ0AAADCoPdPbQ8HFAAAAAAAAPwaJ4P1vQAoAAA=
            useglideinWMS=false
            cvm_cluster_pin=abc123
            cvm_cluster_master=True
            cvm_service_url=https://pairing.example.org
            [ucernvm-end]

            """);

        Assert.Empty(document.Diagnostics);
        var context = Assert.IsType<Model.MicroContexts.MicroContext>(document.MicroContext);
        Assert.False(context.ResizeRootFileSystem);
        Assert.True(context.UseBootDisk);
        Assert.Equal("http://squid.example.org:3128;DIRECT", context.HttpProxy);
        Assert.Equal(["http://wpad/wpad.dat", "http://pac.example.org/proxy.pac"], context.PacUrls!);
        Assert.Equal(["one.example.org", "two.example.org"], context.Servers!);
        Assert.Empty(context.CdnHosts!);
        Assert.Equal("cernvm-prod.cern.ch", context.Repository);
        Assert.Equal("cernvm-system-4.7", context.Tag);
        Assert.Equal("debian13-2026.11", context.RecordProfile);
        Assert.Equal(TimeSpan.FromSeconds(30), context.WaitOnSquid);
        Assert.Equal("cvm4", context.Path);
        Assert.Equal(0x1f, context.Inject!.Value.Span[0]);
        Assert.False(context.UseGlideinWms);
        Assert.Equal("abc123", context.ClusterPin!.Reveal());
        Assert.True(context.ClusterMaster);
        Assert.Equal(new Uri("https://pairing.example.org"), context.ServiceUrl);
        Assert.DoesNotContain("abc123", context.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_exact_marker_lines_count()
    {
        var document = Documents.Read(" [ucernvm-begin]\ncvmfs_tag=no\n[ucernvm-end]\n[ucernvm-begin]\ncvmfs_tag=yes-tag\n[ucernvm-end]\n[ucernvm-begin]\ncvmfs_tag=second\n[ucernvm-end]\n");
        Assert.Equal("yes-tag", document.MicroContext!.Tag);
    }

    [Theory]
    [InlineData("#cloud-config\n# [ucernvm-begin]\n# cvmfs_tag=t1\n# [ucernvm-end]\nhostname: a\n")]
    [InlineData("#cloud-config\n#[ucernvm-begin]\n#cvmfs_tag=t1\n#[ucernvm-end]\nhostname: a\n")]
    [InlineData("#cloud-config\n[ucernvm-begin]\r\ncvmfs_tag=t1\r\n[ucernvm-end]\r\nhostname: a\n")]
    [InlineData("[ucernvm-begin]\ncvmfs_tag=t1\n[ucernvm-end]\n#cloud-config\nhostname: a\n")]
    [InlineData("#cloud-config\nhostname: a\n[ucernvm-begin]\ncvmfs_tag=t1\n[ucernvm-end]")]
    public void A_block_may_stand_anywhere_in_a_cloud_config(string text)
    {
        var document = Documents.Read(text);
        Assert.Empty(document.Diagnostics);
        Assert.Equal("t1", document.MicroContext!.Tag);
        Assert.Equal("a", document.CloudConfig!.HostName);
    }

    [Fact]
    public void An_exact_block_wins_over_one_that_is_commented_out()
    {
        var document = Documents.Read("#cloud-config\n# [ucernvm-begin]\n# cvmfs_tag=old\n# [ucernvm-end]\n[ucernvm-begin]\ncvmfs_tag=new\n[ucernvm-end]\n");
        Assert.Equal("new", document.MicroContext!.Tag);
    }

    [Fact]
    public void Every_mistake_has_its_place()
    {
        var document = Documents.Read("#cloud-config\n[ucernvm-begin]\nno equals\ncvmfs_tga=x\nresize_rootfs=perhaps\ncvmfs_tag='open\n  cvmfs_tag=a\ncvmfs_tag=b\ncvmfs_server=\ncvmfs_path=cvm3\n[ucernvm-end]\n");

        Assert.Equal(["MC002 3:1", "MC003 4:1", "MC006 5:15", "MC005 6:11", "MC004 7:3", "MC004 8:1", "MC007 9:14", "MC003 10:1"], document.Places());
        Assert.Contains("Did you mean 'cvmfs_tag'?", document.Diagnostics[1].Message, StringComparison.Ordinal);
        Assert.Contains("yes, on, true, 1, no, off, false or 0", document.Diagnostics[2].Message, StringComparison.Ordinal);
        Assert.Contains("cernvm_path", document.Diagnostics[^1].Message, StringComparison.Ordinal);
        Assert.Equal("b", document.MicroContext!.Tag);
    }

    [Fact]
    public void A_block_without_end_gives_no_values()
    {
        var document = Documents.Read("[ucernvm-begin]\ncvmfs_tag=x\n");
        Assert.Null(document.MicroContext);
        Assert.Contains(document.Diagnostics, d => d is { Id: "MC001", Line: 1, Severity: Severity.Error });
    }

    [Theory]
    [InlineData("$(reboot)")]
    [InlineData("`reboot`;x")]
    public void Values_are_never_evaluated(string value) =>
        Assert.Equal(value, Documents.Read($"[ucernvm-begin]\ncvmfs_http_proxy={value}\n[ucernvm-end]\n").MicroContext!.HttpProxy);

    [Fact]
    public void Escapes_in_double_quotes_are_taken_off() =>
        Assert.Equal("a\"b\\c\\d", Documents.Read("[ucernvm-begin]\ncvmfs_http_proxy=\"a\\\"b\\\\c\\d\"\n[ucernvm-end]\n").MicroContext!.HttpProxy);
}
