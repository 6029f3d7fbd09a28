using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;
using static CernVM.Cvmfs.Fuse.Tests.WireBytes;

namespace CernVM.Cvmfs.Fuse.Tests.Kernel;

public class AgreementTests
{
    private const InitFlags Everything = (InitFlags)0x7ff_ffff_ffff;

    [Fact]
    public void ANewKernelGetsEverythingThatIsWanted()
    {
        var agreed = Agreement.Negotiate(Offer(46, Everything), new FuseFeatureOptions(), out var error)!;
        Assert.Equal(Errno.None, error);
        Assert.Equal(45u, agreed.MinorVersion);
        Assert.True(agreed.Features.HasFlag(InitFlags.FUSE_PASSTHROUGH | InitFlags.FUSE_CACHE_SYMLINKS | InitFlags.FUSE_DO_READDIRPLUS | InitFlags.FUSE_NO_EXPORT_SUPPORT));
        Assert.False(agreed.Features.HasFlag(InitFlags.FUSE_WRITEBACK_CACHE));
        var flags = (ulong)agreed.Features;
        byte[] expected =
        [
            .. U32(7), // major
            .. U32(45), // minor
            .. U32(0x20000), // max_readahead: the kernel's, which is less than ours
            .. U32((uint)flags),
            .. U16(64), // max_background
            .. U16(48), // congestion_threshold
            .. U32(4096), // max_write
            .. U32(1), // time_gran
            .. U16(256), // max_pages
            .. U16(0), // map_alignment
            .. U32((uint)(flags >> 32)), // flags2
            .. U32(1), // max_stack_depth
            .. U16(0), // request_timeout
            .. new byte[22],
        ];
        var reply = agreed.Reply;
        Assert.Equal(expected, MemoryMarshal.AsBytes(new ReadOnlySpan<fuse_init_out>(in reply)).ToArray());
    }

    [Fact]
    public void AnOldKernelSendsTheShortForm()
    {
        var agreed = Agreement.Negotiate(Offer(23, InitFlags.FUSE_ASYNC_READ).AsSpan(0, 16), new FuseFeatureOptions(), out _)!;
        Assert.Equal((23u, InitFlags.FUSE_ASYNC_READ), (agreed.MinorVersion, agreed.Features));
        Assert.Equal((0u, (ushort)0), (agreed.Reply.max_stack_depth, agreed.Reply.max_pages));
    }

    [Fact]
    public void SecondFlagsCountOnlyWhenTheyAreAnnounced()
    {
        var agreed = Agreement.Negotiate(Offer(40, InitFlags.FUSE_PASSTHROUGH), new FuseFeatureOptions(), out _)!;
        Assert.Equal(InitFlags.None, agreed.Features);
    }

    [Theory]
    [InlineData(7, 22)]
    [InlineData(6, 45)]
    [InlineData(8, 0)]
    public void OtherVersionsAreRefused(uint major, uint minor)
    {
        Assert.Null(Agreement.Negotiate([.. U32(major), .. U32(minor), .. new byte[56]], new FuseFeatureOptions(), out var error));
        Assert.Equal(Errno.EPROTO, error);
    }

    [Fact]
    public void ACutOfferIsRefused() => Assert.Null(Agreement.Negotiate(new byte[15], new FuseFeatureOptions(), out _));

    [Fact]
    public void StructuresHaveTheKernelsSizes()
    {
        Assert.Equal(40, Unsafe.SizeOf<fuse_in_header>());
        Assert.Equal(16, Unsafe.SizeOf<fuse_out_header>());
        Assert.Equal(64, Unsafe.SizeOf<fuse_init_out>());
        Assert.Equal(88, Unsafe.SizeOf<fuse_attr>());
        Assert.Equal(128, Unsafe.SizeOf<fuse_entry_out>());
        Assert.Equal(104, Unsafe.SizeOf<fuse_attr_out>());
        Assert.Equal(288, Unsafe.SizeOf<fuse_statx_out>());
        Assert.Equal(80, Unsafe.SizeOf<fuse_statfs_out>());
        Assert.Equal(40, Unsafe.SizeOf<fuse_read_in>());
    }

    private static byte[] Offer(uint minor, InitFlags flags) =>
        [.. U32(7), .. U32(minor), .. U32(0x20000), .. U32((uint)flags), .. U32((uint)((ulong)flags >> 32)), .. new byte[44]];
}
