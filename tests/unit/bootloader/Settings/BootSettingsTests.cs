using CernVM.Bootloader.Agent.CommandLine;
using CernVM.Bootloader.Agent.Settings;
using CernVM.Contexts.Model.MicroContexts;

namespace CernVM.Bootloader.Agent.Tests.Settings;

public sealed class BootSettingsTests
{
    private static readonly BootOptions Image = new()
    {
        Repository = "cernvm-prod.cern.ch", Path = "cvm4", Server = "s1.example,s2.example", Cdn = "c1.example,c2.example;c3.example",
        Tag = "HEAD4", Proxy = "auto;http://p:3128;DIRECT",
    };

    [Fact]
    public void The_images_cdn_replaces_its_servers_whatever_separates_the_list() =>
        Assert.Equal(
            ["http://c1.example/cvmfs/cernvm-prod.cern.ch", "http://c2.example/cvmfs/cernvm-prod.cern.ch", "http://c3.example/cvmfs/cernvm-prod.cern.ch"],
            BootSettings.Of(Image, MicroContext.Empty).ServerUrls);

    [Fact]
    public void NONE_means_the_servers() =>
        Assert.Equal("http://s1.example/cvmfs/cernvm-prod.cern.ch", BootSettings.Of(Image with { Cdn = "NONE" }, MicroContext.Empty).ServerUrls[0]);

    [Fact]
    public void A_server_or_a_proxy_of_the_user_turns_the_cdn_off()
    {
        Assert.Equal(["http://mine/cvmfs/cernvm-prod.cern.ch"], BootSettings.Of(Image, new MicroContext { Servers = ["mine"] }).ServerUrls);
        Assert.Equal("http://s1.example/cvmfs/cernvm-prod.cern.ch", BootSettings.Of(Image, new MicroContext { HttpProxy = "DIRECT" }).ServerUrls[0]);
        Assert.Equal(["http://cdn/cvmfs/cernvm-prod.cern.ch"], BootSettings.Of(Image, new MicroContext { CdnHosts = ["cdn"], Servers = ["mine"] }).ServerUrls);
    }

    [Fact]
    public void User_data_goes_before_the_command_line_and_that_before_the_defaults()
    {
        BootSettings settings = BootSettings.Of(Image, new MicroContext { Repository = "os.cernvm.local", Path = "debian13", Tag = "t1", Servers = ["h:8000"] });

        Assert.Equal(("os.cernvm.local", "debian13", "t1"), (settings.Repository, settings.Path, settings.Tag));
        Assert.Equal("boot", BootSettings.Of(Image, new MicroContext { RecordProfile = "boot" }).RecordProfile);
        Assert.Equal(["http://h:8000/cvmfs/os.cernvm.local"], settings.ServerUrls);
        BootSettings bare = BootSettings.Of(new BootOptions(), MicroContext.Empty);
        Assert.Equal(("cernvm-devel.cern.ch", "cvm3", null, "DIRECT"), (bare.Repository, bare.Path, bare.Tag, bare.Proxy));
        Assert.Equal(["http://hepvm.cern.ch/cvmfs/cernvm-devel.cern.ch"], bare.ServerUrls);
    }

    [Fact]
    public void A_complete_url_bypasses_the_building_of_urls() =>
        Assert.Equal(["http://x/y/cernvm-prod.cern.ch"], BootSettings.Of(Image with { Url = "http://x/y/@fqrn@" }, MicroContext.Empty).ServerUrls);

    [Fact]
    public void Proxy_discovery_is_left_out_and_named()
    {
        BootSettings settings = BootSettings.Of(Image, MicroContext.Empty);

        Assert.Equal("http://p:3128;DIRECT", settings.Proxy);
        Assert.Contains("auto", settings.Notes.Single(), StringComparison.Ordinal);
        Assert.Equal("DIRECT", BootSettings.Of(Image with { Proxy = "auto" }, MicroContext.Empty).Proxy);
    }

    [Fact]
    public void Keys_that_are_not_acted_on_are_named() =>
        Assert.Equal(
            ["resize_rootfs", "cvmfs_pac_urls", "cvm_cluster_pin"],
            UnusedKeys.In(new MicroContext { ResizeRootFileSystem = false, PacUrls = ["http://w"], ClusterPin = new Contexts.Model.Secret("1"), UseGlideinWms = false, Path = "x" }));
}
