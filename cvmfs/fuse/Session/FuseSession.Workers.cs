using System.Runtime.InteropServices;
using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Devices;

namespace CernVM.Cvmfs.Fuse.Session;

// Threads grow with need: whoever takes the last waiting thread's request starts another one first, so a handler that waits for the
// network holds up nobody. When the need is over, those beyond the wanted number of idle ones end, one after the other: many processes at once need
// many threads again and again for moments, and to make threads costs more than to let them wait.
public sealed partial class FuseSession
{
    // Ours: handlers run SQLite and TLS on this stack.
    private const int StackSize = 1024 * 1024;
    private int workerCount;
    private int idleCount;
    private int workerNumber;
    private long lastLeft;

    /// <summary>Starts serving and returns when kernel and session have agreed on a version.</summary>
    /// <exception cref="FuseMountException">They could not agree, or the connection ended before.</exception>
    public void Start()
    {
        if (agreement is not null)
        {
            files.OnStarted(this);
            started.TrySetResult(Errno.None);
            Volatile.Write(ref resting, null);
        }

        Interlocked.Increment(ref workerCount);
        StartThread(device, ownsDevice: false);
        var error = started.Task.GetAwaiter().GetResult();
        if (error == Errno.None)
            return;
        _ = Unmount(lazily: true);
        throw new FuseMountException(
            $"The kernel's FUSE module and this program could not agree on {mountPoint}: {error.Describe()}. Protocol 7.{FuseLimits.OldestMinorVersion} (Linux 3.15) or newer is needed.",
            error);
    }

    private void StartThread(FuseDevice workerDevice, bool ownsDevice)
    {
        var number = Interlocked.Increment(ref workerNumber);
        new Thread(() => Work(workerDevice, ownsDevice), StackSize) { IsBackground = true, Name = $"fuse {number}" }.Start();
    }

    private void TryGrow()
    {
        if (Interlocked.Increment(ref workerCount) > options.Workers.Maximum || Volatile.Read(ref end) is not null || Volatile.Read(ref resting) is not null)
        {
            Interlocked.Decrement(ref workerCount);
            return;
        }

        var clone = Clone();
        try
        {
            StartThread(clone ?? device, ownsDevice: clone is not null);
        }
        catch (OutOfMemoryException error)
        {
            clone?.Dispose();
            Interlocked.Decrement(ref workerCount);
            observer.WorkerFailed(error);
        }
    }

    // Without a clone the thread shares the first device: slower under load, never wrong.
    private FuseDevice? Clone()
    {
        if (devices is null || !FuseDevice.Open(devices).TryGet(out var opened))
            return null;
        if (opened.CloneFrom(device).IsOk)
            return opened;
        opened.Dispose();
        return null;
    }

    private void Work(FuseDevice workerDevice, bool ownsDevice)
    {
        var slot = new RequestSlot(ending.Token);
        interrupts.Add(slot);
        try
        {
            Serve(workerDevice, slot);
        }
        catch (Exception error)
        {
            observer.WorkerFailed(error);
            EndWith(new SessionEnd(SessionEndReason.Failed, Errno.EIO));
            _ = mountPoint.Unmount(UnmountManner.Abort);
        }
        finally
        {
            interrupts.Remove(slot);
            if (ownsDevice)
                workerDevice.Dispose();
            if (Interlocked.Decrement(ref workerCount) == 0)
                LastWorkerLeft();
        }
    }

    private void Serve(FuseDevice workerDevice, RequestSlot slot)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(FuseLimits.MinimumReadBuffer, pinned: true);
        var reply = new ReplyBuffer();
        while (Volatile.Read(ref resting) is null)
        {
            if (Interlocked.Increment(ref idleCount) > options.Workers.MaximumIdle && Volatile.Read(ref workerCount) > 1 && MayLeave())
            {
                Interlocked.Decrement(ref idleCount);
                return;
            }

            var read = workerDevice.Read(buffer);
            var remaining = Interlocked.Decrement(ref idleCount);
            if (!read.IsOk)
            {
                // ENOENT: the request was interrupted before anybody took it.
                if (read.Error is Errno.EINTR or Errno.EAGAIN or Errno.ENOENT)
                    continue;
                EndWith(ReasonOf(read.Error));
                return;
            }

            var bytes = buffer.AsSpan(0, read.Value);
            if (agreement is null)
            {
                if (!Initialize(bytes, workerDevice, reply))
                    return;
                continue;
            }

            if (remaining == 0)
                TryGrow();
            Answer(bytes, workerDevice, slot, reply);
        }
    }

    private bool MayLeave()
    {
        var now = Environment.TickCount64;
        var last = Volatile.Read(ref lastLeft);
        return now - last >= options.Workers.MillisecondsBetweenEnds && Interlocked.CompareExchange(ref lastLeft, now, last) == last;
    }

    private void Answer(ReadOnlySpan<byte> bytes, FuseDevice workerDevice, RequestSlot slot, ReplyBuffer reply)
    {
        var answer = dispatcher.Serve(bytes, slot, reply, out var request);
        if (answer.IsEmpty)
            return;
        var sent = workerDevice.Write(answer);

        // ENOENT: the caller was killed meanwhile. ENODEV: the next read ends the session.
        if (sent.IsOk || sent.Error is Errno.ENOENT or Errno.ENODEV)
            return;
        observer.ReplyRefused(request, sent.Error);
        _ = workerDevice.Write(Dispatcher.Failure(request, reply));
    }

    private bool Initialize(ReadOnlySpan<byte> bytes, FuseDevice workerDevice, ReplyBuffer reply)
    {
        if (!MemoryMarshal.TryRead<fuse_in_header>(bytes, out var header) || header.opcode != (uint)FuseOpcode.FUSE_INIT)
        {
            EndWith(new SessionEnd(SessionEndReason.Failed, Errno.EPROTO));
            return false;
        }

        var agreed = Agreement.Negotiate(bytes[fuse_in_header.Size..], options.Features, out var error);
        reply.Reset();
        if (agreed is not null)
            reply.Write(agreed.Reply);
        var sent = workerDevice.Write(reply.Finish(header.unique, error));
        if (agreed is null || !sent.IsOk)
        {
            EndWith(new SessionEnd(SessionEndReason.Failed, agreed is null ? error : sent.Error));
            return false;
        }

        agreement = agreed;
        files.OnStarted(this);
        started.TrySetResult(Errno.None);
        return true;
    }

    private SessionEnd ReasonOf(Errno error) => error switch
    {
        Errno.ENODEV or Errno.ECONNABORTED when Volatile.Read(ref stopping) => new SessionEnd(SessionEndReason.Stopped, Errno.None),
        Errno.ENODEV => new SessionEnd(SessionEndReason.Unmounted, Errno.None),
        Errno.ECONNABORTED => new SessionEnd(SessionEndReason.Aborted, Errno.None),
        _ => new SessionEnd(SessionEndReason.Failed, error),
    };

    private void Finish()
    {
        var reason = end ?? new SessionEnd(SessionEndReason.Failed, Errno.EIO);
        started.TrySetResult(reason.Error == Errno.None ? Errno.ENODEV : reason.Error);
        try
        {
            if (agreement is not null)
                files.OnEnded();
        }
        catch (Exception error)
        {
            observer.WorkerFailed(error);
        }

        observer.Ended(reason);
        completion.TrySetResult(reason);
    }
}
