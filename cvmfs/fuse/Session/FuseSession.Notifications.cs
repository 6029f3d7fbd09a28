using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Processes;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Fuse.Session;

public sealed partial class FuseSession
{
    // FUSE_NOTIFY_INC_EPOCH came with 7.44.
    private const uint EpochMinorVersion = 44;

    /// <inheritdoc/>
    public override bool CanPassThrough =>
        Features.HasFlag(InitFlags.FUSE_PASSTHROUGH) && Capabilities.Get() is { IsOk: true, Value: var own } && own.Has(Capabilities.SystemAdministration);

    /// <inheritdoc/>
    public override LinuxResult InvalidateNode(NodeId node, long offset = 0, long length = 0) =>
        device.Write(NotificationEncoder.InvalidateNode(stackalloc byte[NotificationEncoder.Maximum], node, offset, length));

    /// <inheritdoc/>
    public override LinuxResult InvalidateEntry(NodeId directory, ReadOnlySpan<byte> name) => name.Length > FuseLimits.NameMaximum
        ? Errno.ENAMETOOLONG
        : device.Write(NotificationEncoder.InvalidateEntry(stackalloc byte[NotificationEncoder.Maximum], directory, name, onlyExpire: false));

    /// <inheritdoc/>
    public override LinuxResult ExpireEntry(NodeId directory, ReadOnlySpan<byte> name)
    {
        if (name.Length > FuseLimits.NameMaximum)
            return Errno.ENAMETOOLONG;
        return Features.HasFlag(InitFlags.FUSE_HAS_EXPIRE_ONLY)
            ? device.Write(NotificationEncoder.InvalidateEntry(stackalloc byte[NotificationEncoder.Maximum], directory, name, onlyExpire: true))
            : Errno.ENOSYS;
    }

    /// <inheritdoc/>
    public override LinuxResult DeleteEntry(NodeId directory, NodeId child, ReadOnlySpan<byte> name) => name.Length > FuseLimits.NameMaximum
        ? Errno.ENAMETOOLONG
        : device.Write(NotificationEncoder.DeleteEntry(stackalloc byte[NotificationEncoder.Maximum], directory, child, name));

    /// <inheritdoc/>
    public override LinuxResult Store(NodeId node, long offset, ReadOnlySpan<byte> content) =>
        device.Write(NotificationEncoder.StoreHead(stackalloc byte[NotificationEncoder.Maximum], node, offset, content.Length), content);

    /// <inheritdoc/>
    public override LinuxResult IncrementEpoch() => MinorVersion >= EpochMinorVersion
        ? device.Write(NotificationEncoder.IncrementEpoch(stackalloc byte[NotificationEncoder.Maximum]))
        : Errno.ENOSYS;

    /// <inheritdoc/>
    public override LinuxResult<BackingId> OpenBacking(SafeFileHandle file)
    {
        var opened = device.OpenBacking(file);
        return opened.IsOk ? new BackingId(opened.Value) : opened.Error;
    }

    /// <inheritdoc/>
    public override LinuxResult CloseBacking(BackingId backing) => device.CloseBacking(backing.Value);
}
