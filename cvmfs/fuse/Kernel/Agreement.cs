using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>What both sides agreed on at INIT.</summary>
/// <param name="MinorVersion">The lower of both.</param>
/// <param name="Features">Features that both have.</param>
/// <param name="Reply">What goes to the kernel.</param>
internal sealed record Agreement(uint MinorVersion, InitFlags Features, fuse_init_out Reply)
{
    private const int SecondFlagsOffset = fuse_init_in.Size;
    private const int SecondFlagsShift = 32;

    /// <summary>Answers the kernel's offer.</summary>
    /// <param name="arguments">fuse_init_in, short as old kernels send it or long.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="error">EPROTO for versions that are not spoken here.</param>
    public static Agreement? Negotiate(ReadOnlySpan<byte> arguments, FuseFeatureOptions options, out Errno error)
    {
        error = Errno.EPROTO;
        if (!MemoryMarshal.TryRead<fuse_init_in>(arguments, out var offer) || offer.major != FuseLimits.MajorVersion || offer.minor < FuseLimits.OldestMinorVersion)
            return null;
        error = Errno.None;
        var offered = (InitFlags)offer.flags;
        if (offered.HasFlag(InitFlags.FUSE_INIT_EXT) && MemoryMarshal.TryRead<uint>(arguments[SecondFlagsOffset..], out var second))
            offered |= (InitFlags)((ulong)second << SecondFlagsShift);
        var features = offered & Wanted(options);
        var passThrough = features.HasFlag(InitFlags.FUSE_PASSTHROUGH);
        var minor = Math.Min(offer.minor, FuseLimits.MinorVersion);
        return new Agreement(minor, features, new fuse_init_out
        {
            major = FuseLimits.MajorVersion,
            minor = minor,
            max_readahead = Math.Min(offer.max_readahead, (uint)options.MaxReadAhead),
            flags = (uint)features,
            flags2 = (uint)((ulong)features >> SecondFlagsShift),
            max_background = (ushort)options.MaxBackground,
            congestion_threshold = (ushort)(options.MaxBackground * 3 / 4),
            max_write = FuseLimits.PageSize,
            time_gran = 1,
            max_pages = features.HasFlag(InitFlags.FUSE_MAX_PAGES) ? (ushort)Math.Clamp(options.MaxPages, 1, FuseLimits.MaximumPages) : (ushort)0,
            max_stack_depth = passThrough ? (uint)options.MaxStackDepth : 0,
        });
    }

    private static InitFlags Wanted(FuseFeatureOptions options)
    {
        var wanted = InitFlags.FUSE_ASYNC_READ | InitFlags.FUSE_ATOMIC_O_TRUNC | InitFlags.FUSE_BIG_WRITES | InitFlags.FUSE_PARALLEL_DIROPS
            | InitFlags.FUSE_MAX_PAGES | InitFlags.FUSE_ABORT_ERROR | InitFlags.FUSE_NO_OPEN_SUPPORT | InitFlags.FUSE_NO_OPENDIR_SUPPORT
            | InitFlags.FUSE_INIT_EXT | InitFlags.FUSE_HAS_EXPIRE_ONLY;
        Add(options.ReadDirectoryPlus, InitFlags.FUSE_DO_READDIRPLUS);
        Add(options.ReadDirectoryPlus && options.ReadDirectoryPlusAuto, InitFlags.FUSE_READDIRPLUS_AUTO);
        Add(options.CacheSymlinks, InitFlags.FUSE_CACHE_SYMLINKS);
        Add(options.Export, InitFlags.FUSE_EXPORT_SUPPORT);
        Add(!options.Export, InitFlags.FUSE_NO_EXPORT_SUPPORT);
        Add(options.ExplicitInvalidation, InitFlags.FUSE_EXPLICIT_INVAL_DATA);
        Add(options.PosixAcl, InitFlags.FUSE_POSIX_ACL);
        Add(options.PassThrough && options.MaxStackDepth > 0, InitFlags.FUSE_PASSTHROUGH);
        return wanted;

        void Add(bool asked, InitFlags flag) => wanted |= asked ? flag : InitFlags.None;
    }
}
