using System.Text;
using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Mounts;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Fuse.Session;

// A session rests when every thread has answered what it had taken and left. Requests that come then wait in the kernel, for this process
// (Continue) or for another one that has the device (HandOver).
public sealed partial class FuseSession
{
    private TaskCompletionSource? resting;

    /// <summary>What another process needs beside the device; to be asked for after <see cref="Start"/>.</summary>
    public SessionState State => new(MinorVersion, Features);

    /// <summary>Answers what is under way and then takes no more requests.</summary>
    /// <param name="limit">How long to wait for answers.</param>
    /// <param name="file">A regular file that is open, if there is one: for a mount that cannot be reached by its path any more.</param>
    /// <param name="cancellation">Gives up earlier.</param>
    /// <returns>False when answers are still missing, or the session has ended: it goes on as if nothing had been.</returns>
    public async Task<bool> RestAsync(TimeSpan limit, NodeId? file, CancellationToken cancellation)
    {
        var rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref resting, rest, null) is not null)
            throw new InvalidOperationException("The session rests already.");

        Wake(file);
        try
        {
            await Task.WhenAny(rest.Task, completion.Task).WaitAsync(limit, cancellation);
        }
        catch (Exception lateness) when (lateness is TimeoutException or OperationCanceledException)
        {
            Continue();
            return false;
        }

        return rest.Task.IsCompleted && !completion.Task.IsCompleted;
    }

    /// <summary>Takes requests again after <see cref="RestAsync"/>.</summary>
    public void Continue()
    {
        if (Volatile.Read(ref resting) is null)
            return;

        // The new thread counts before the others may stop leaving, so that none of them is the last one.
        Interlocked.Increment(ref workerCount);
        Volatile.Write(ref resting, null);
        StartThread(device, ownsDevice: false);
    }

    /// <summary>Another descriptor of the device, for the process that is to go on.</summary>
    public LinuxResult<SafeFileHandle> DuplicateDevice()
    {
        using var borrowed = new SafeFileHandle(device.Descriptor, ownsHandle: false);
        return borrowed.Duplicate();
    }

    /// <summary>Ends a resting session and leaves the mount to the process that has the device.</summary>
    public void HandOver()
    {
        if (Volatile.Read(ref resting) is not { Task.IsCompleted: true })
            throw new InvalidOperationException("Only a session that rests can be handed over.");
        EndWith(new SessionEnd(SessionEndReason.HandedOver, Errno.None));
        Finish();
    }

    // Nothing but a message ends a thread's read. The kernel sends one for a question about a regular file that it knows, or for statfs.
    // What is sent too much stays in the queue and disturbs nobody.
    private void Wake(NodeId? file)
    {
        if (file is { } known)
        {
            var message = NotificationEncoder.Wake(stackalloc byte[NotificationEncoder.Maximum], known);
            var threads = Volatile.Read(ref workerCount);
            while (threads > 0 && device.Write(message).IsOk)
                threads--;
            if (threads == 0)
                return;
        }

        // The last call waits until somebody serves again.
        new Thread(WakeByStatistics) { IsBackground = true, Name = "fuse wake" }.Start();
    }

    private void WakeByStatistics()
    {
        // A mount that was taken out of the tree, or has another one on top, would be asked in vain. Any answer is as good as another.
        while (Volatile.Read(ref resting) is { Task.IsCompleted: false } && Volatile.Read(ref end) is null
            && mountPoint.Place is { } place && MountTable.At(place)?.Source == options.Source)
            _ = DirectoryHandle.FileSystemStatus(Encoding.UTF8.GetBytes(place));
    }

    private void LastWorkerLeft()
    {
        if (Volatile.Read(ref end) is null && Volatile.Read(ref resting) is { } rest)
            rest.TrySetResult();
        else
            Finish();
    }
}
