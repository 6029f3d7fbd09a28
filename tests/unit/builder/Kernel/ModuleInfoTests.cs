using CernVM.Builder.Kernel;
using CsCheck;

namespace CernVM.Builder.Tests.Kernel;

public sealed class ModuleInfoTests
{
    [Fact]
    public void Needs_aliases_and_soft_needs_are_read()
    {
        var info = ModuleInfo.Read(ModuleFile.Create("license=GPL", "depends=virtio,virtio-ring", "alias=virtio:d00000002v*", "softdep=pre: crc32c post: lz4"))!;

        Assert.Equal(["virtio", "virtio-ring"], info.Needs);
        Assert.Equal(["virtio:d00000002v*"], info.Aliases);
        Assert.Equal(["pre: crc32c post: lz4"], info.SoftNeeds);
    }

    [Fact]
    public void A_module_without_needs_has_none() => Assert.Empty(ModuleInfo.Read(ModuleFile.Create("depends="))!.Needs);

    [Fact]
    public void Other_bytes_are_no_module()
    {
        Assert.Null(ModuleInfo.Read([]));
        Assert.Null(ModuleInfo.Read(new byte[200]));
    }

    [Fact]
    public void Damaged_modules_never_throw()
    {
        var good = ModuleFile.Create("depends=a", "alias=b");
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample((place, value, length) =>
        {
            var damaged = good.ToArray();
            damaged[place] = value;
            _ = ModuleInfo.Read(damaged.AsSpan(0, length));
        });
    }
}
