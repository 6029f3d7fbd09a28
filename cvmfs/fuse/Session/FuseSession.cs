using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Devices;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>
/// A mounted file system and the threads that serve it: from the mount to the last answer. Ends when somebody unmounts it, when
/// <see cref="Unmount"/> is called, or when the kernel cuts the connection; the first reason is the one that is reported.
/// </summary>
public sealed partial class FuseSession : FuseConnection, IDisposable
{
    private readonly FuseFileSystem files;
    private readonly FuseMountOptions options;
    private readonly FuseObserver observer;
    private readonly FuseDevice device;
    private readonly DirectoryHandle? devices;
    private readonly IMountPoint mountPoint;
    private readonly InterruptTable interrupts = new(TimeProvider.System);
    private readonly Dispatcher dispatcher;
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource<SessionEnd> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Errno> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Agreement? agreement;
    private SessionEnd? end;
    private bool stopping;

    private FuseSession(FuseFileSystem files, FuseMountOptions options, FuseObserver? observer, FuseDevice device, IMountPoint mountPoint)
    {
        this.files = files;
        this.options = options;
        this.observer = observer ?? FuseObserver.Silent;
        this.device = device;
        this.mountPoint = mountPoint;
        devices = DirectoryHandle.Open("/dev").TryGet(out var opened) ? opened : null;
        dispatcher = new Dispatcher(files, this.observer, interrupts);
    }

    /// <summary>Ends with the session.</summary>
    public Task<SessionEnd> Completion => completion.Task;

    /// <inheritdoc/>
    public override uint MinorVersion => agreement?.MinorVersion ?? 0;

    /// <inheritdoc/>
    public override InitFlags Features => agreement?.Features ?? InitFlags.None;

    /// <summary>Serves until the session ends; cancelling unmounts, lazily where it is in use.</summary>
    public SessionEnd Run(CancellationToken cancellation = default)
    {
        Start();
        using var registration = cancellation.Register(() => Unmount(lazily: true));
        return Completion.GetAwaiter().GetResult();
    }

    /// <summary>Takes the mount away; the session ends when the last request is answered.</summary>
    /// <param name="lazily">Also when it is in use: it vanishes from the tree now and ends with its last user.</param>
    /// <returns>EBUSY when it is in use.</returns>
    public LinuxResult Unmount(bool lazily = false)
    {
        Volatile.Write(ref stopping, true);
        var result = mountPoint.Unmount(lazily ? UnmountManner.Lazy : UnmountManner.Orderly);
        if (!result.IsOk)
            Volatile.Write(ref stopping, false);
        return result;
    }

    /// <summary>Cuts the connection: every operation under way and to come fails, waiting handlers are cancelled.</summary>
    /// <returns>EPERM when somebody else has mounted it.</returns>
    public LinuxResult Abort()
    {
        Volatile.Write(ref stopping, true);
        var result = mountPoint.Unmount(UnmountManner.Abort);
        if (result.IsOk)
            EndWith(new SessionEnd(SessionEndReason.Stopped, Errno.None));
        return result;
    }

    /// <summary>Closes the device. A session that has not ended is aborted: for an orderly end, unmount and await <see cref="Completion"/> before.</summary>
    public void Dispose()
    {
        if (!Completion.IsCompleted && Abort().IsOk && workerNumber > 0)
            Completion.GetAwaiter().GetResult();
        if (end is { Reason: SessionEndReason.Aborted or SessionEndReason.Failed })
            _ = mountPoint.Unmount(UnmountManner.Lazy);
        device.Dispose();
        devices?.Dispose();
        ending.Dispose();
    }

    private void EndWith(SessionEnd reason)
    {
        if (Interlocked.CompareExchange(ref end, reason, null) is null)
            ending.Cancel();
    }
}
