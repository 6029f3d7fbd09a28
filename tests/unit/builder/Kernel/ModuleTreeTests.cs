using CernVM.Builder.Kernel;

namespace CernVM.Builder.Tests.Kernel;

public sealed class ModuleTreeTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public ModuleTreeTests()
    {
        Module("drivers/net/virtio_net", "depends=net_failover", "alias=virtio:d00000001v*");
        Module("drivers/net/net_failover", "depends=failover");
        Module("net/core/failover", "depends=");
        Module("drivers/net/other", "depends=");
        Module("fs/crc-user", "depends=", "softdep=pre: crc32c_generic absent");
        Module("crypto/crc32c_generic", "depends=");
        File.WriteAllText(Path.Combine(_workspace.Path, "modules.builtin"), "kernel/fs/ext4/ext4.ko\n");
    }

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("virtio_net", "virtio_net")]
    [InlineData("crc-user", "crc_user")]
    [InlineData("ext4", "")]
    [InlineData("drivers/net/*", "net_failover,other,virtio_net")]
    [InlineData("missing", null)]
    [InlineData("drivers/none/*", null)]
    public void A_wish_is_a_name_or_a_pattern(string wish, string? expected)
    {
        var found = ModuleTree.Open(_workspace.Path).Match(wish);

        Assert.Equal(expected, found is null ? null : string.Join(',', found));
    }

    [Fact(Timeout = 60_000)]
    public async Task Everything_needed_comes_along()
    {
        var modules = await ModuleTree.Open(_workspace.Path).LoadAsync(["virtio_net", "crc_user"], CancellationToken.None);

        Assert.Equal(["crc32c_generic", "net_failover", "virtio_net", "crc_user", "failover"], modules.Select(module => module.Name));
    }

    [Fact(Timeout = 60_000)]
    public async Task Tables_have_the_forms_of_depmod()
    {
        var modules = await ModuleTree.Open(_workspace.Path).LoadAsync(["virtio_net", "crc_user"], CancellationToken.None);

        Assert.Contains("kernel/drivers/net/virtio_net.ko: kernel/drivers/net/net_failover.ko kernel/net/core/failover.ko\n", ModuleTables.Dependencies(modules), StringComparison.Ordinal);
        Assert.Equal("alias virtio:d00000001v* virtio_net\n", ModuleTables.Aliases(modules));
        Assert.Equal("softdep crc_user pre: crc32c_generic absent\n", ModuleTables.SoftDependencies(modules));
    }

    private void Module(string path, params string[] modinfo)
    {
        var file = Path.Combine(_workspace.Path, "kernel", path + ".ko");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, ModuleFile.Create(modinfo));
    }
}
