using CernVM.Bootloader.Agent.Modules;
using CsCheck;

namespace CernVM.Bootloader.Agent.Tests.Modules;

public sealed class ModuleTests
{
    private static readonly ModuleAliases Aliases = ModuleAliases.Read(
    [
        "# Aliases extracted from modules themselves.",
        "alias virtio:d00000001v* virtio-net",
        "alias virtio:d00000002v* virtio_blk",
        "alias pci:v00008086d0000100Esv*sd*bc*sc*i* e1000",
        "alias pci:v*d*sv*sd*bc01sc06i01* ahci",
        "alias cpu:type:x86,ven*fam*mod*:feature:*00C0* aesni_intel",
        "alias fs-overlay overlay",
        "alias usb:v05ACp12[0-8]*d*dc*dsc*dp*ic*isc*ip*in* ipheth",
    ]);

    [Theory]
    [InlineData("virtio:d00000001v00001AF4", "virtio_net")]
    [InlineData("pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00", "e1000")]
    [InlineData("pci:v00008086d00002922sv00001AF4sd00001100bc01sc06i01", "ahci")]
    [InlineData("fs-overlay", "overlay")]
    [InlineData("usb:v05ACp1290d0000dc00dsc00dp00ic00isc00ip00in00", null)]
    [InlineData("usb:v05ACp1280d0000dc00dsc00dp00ic00isc00ip00in00", "ipheth")]
    [InlineData("pci:v00001234d00001111", null)]
    public void A_devices_alias_finds_its_module(string modalias, string? module) =>
        Assert.Equal(module is null ? [] : [module], Aliases.Match(modalias));

    [Theory]
    [InlineData("a*b", "aXXb", true)]
    [InlineData("a*b", "aXXc", false)]
    [InlineData("*", "", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a[!b]c", "abc", false)]
    [InlineData("a[!b]c", "adc", true)]
    [InlineData("[", "[", true)]
    [InlineData("*a*b*c", "xxaxxbxxc", true)]
    public void Patterns_are_those_of_the_shell(string pattern, string text, bool matches) => Assert.Equal(matches, Glob.Matches(pattern, text));

    [Fact]
    public void A_text_matches_itself_between_stars() =>
        Gen.Char.AlphaNumeric.Array[0, 30].Sample(text => Glob.Matches($"*{new string(text)}*", $"x{new string(text)}y"));

    [Fact]
    public void Dependencies_come_before_the_module_that_needs_them()
    {
        ModuleDependencies dependencies = ModuleDependencies.Read(
        [
            "kernel/drivers/net/virtio_net.ko.xz: kernel/drivers/net/net_failover.ko.xz kernel/net/core/failover.ko.xz",
            "kernel/drivers/net/net_failover.ko.xz: kernel/net/core/failover.ko.xz",
            "kernel/net/core/failover.ko.xz:",
        ]);

        Assert.Equal(
            ["kernel/net/core/failover.ko.xz", "kernel/drivers/net/net_failover.ko.xz", "kernel/drivers/net/virtio_net.ko.xz"],
            dependencies.LoadOrder("virtio-net"));
        Assert.True(dependencies.Has("net-failover"));
        Assert.Empty(dependencies.LoadOrder("ext4"));
    }

    [Fact]
    public void A_circle_of_dependencies_ends()
    {
        ModuleDependencies dependencies = ModuleDependencies.Read(["a.ko: b.ko", "b.ko: a.ko"]);

        Assert.Equal(["b.ko", "a.ko"], dependencies.LoadOrder("a"));
    }
}
