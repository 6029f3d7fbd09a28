using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Cvmfs.Linux.Tests.Mounts;

public class OverlayOptionsTests
{
    [Fact]
    public void LayersAreEscapedAndJoined()
    {
        var options = new OverlayOptions(["/a:b", "/c,d\\e"], "/upper", "/work") { Index = false, MetadataOnlyCopy = true, Volatile = true };
        Assert.Equal("lowerdir=/a\\:b:/c\\,d\\\\e,upperdir=/upper,workdir=/work,metacopy=on,index=off,volatile", options.ToMountData());
    }

    [Fact]
    public void AReadOnlyOverlayHasNoWork() => Assert.Equal("lowerdir=/a:/b", new OverlayOptions(["/a", "/b"], null, null).ToMountData());

    [Fact]
    public void AnUpperLayerNeedsAWorkDirectory() => Assert.Throws<InvalidOperationException>(() => new OverlayOptions(["/a"], "/b", null).ToMountData());
}
