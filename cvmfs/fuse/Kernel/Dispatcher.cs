using System.Diagnostics;
using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse.Kernel;

/// <summary>A request's bytes in, a reply's bytes out. Knows no device; every request that wants a reply gets exactly one.</summary>
internal sealed class Dispatcher(FuseFileSystem files, FuseObserver observer, InterruptTable interrupts)
{
    /// <summary>Serves one request.</summary>
    /// <param name="bytes">As read from the device.</param>
    /// <param name="slot">The worker's place for interrupts.</param>
    /// <param name="reply">The worker's buffer.</param>
    /// <param name="request">The decoded head.</param>
    /// <returns>The reply; empty where none is wanted. Valid until the buffer's next use.</returns>
    public ReadOnlySpan<byte> Serve(ReadOnlySpan<byte> bytes, RequestSlot slot, ReplyBuffer reply, out FuseRequest request)
    {
        reply.Reset();
        if (!MemoryMarshal.TryRead<fuse_in_header>(bytes, out var header))
        {
            request = default;
            return default;
        }

        request = new FuseRequest(header, slot);
        var row = OpcodeTable.Find(header.opcode);
        var arguments = bytes[fuse_in_header.Size..];
        if (observer.IsTracing)
            observer.Trace(RequestTrace.Describe(request, row, arguments));
        if (header.opcode == (uint)FuseOpcode.FUSE_INTERRUPT)
            return Interrupt(arguments);

        interrupts.Begin(slot, header.unique);
        var start = observer.IsTiming ? Stopwatch.GetTimestamp() : 0;
        var error = Call(row, request, header.len == bytes.Length ? arguments : default, reply);
        observer.Served(request, error, start == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(start));
        slot.End();
        if (row is { HasReply: false })
            return default;
        var answer = reply.Finish(header.unique, error);
        if (observer.IsTracing)
            observer.Trace(RequestTrace.DescribeReply(request, row, error, answer.Length));
        return answer;
    }

    /// <summary>A reply for a request whose first reply the kernel did not take.</summary>
    public static ReadOnlySpan<byte> Failure(in FuseRequest request, ReplyBuffer reply) => reply.Finish(request.Unique, Errno.EIO);

    private Errno Call(OpcodeRow? row, in FuseRequest request, ReadOnlySpan<byte> arguments, ReplyBuffer reply)
    {
        if (row is null)
            return Errno.ENOSYS;
        if (arguments.Length < row.ArgumentSize)
            return Errno.EINVAL;
        if (row.Handle is null)
            return row.Refusal;
        try
        {
            var reader = new RequestReader(arguments);
            return row.Handle(files, request, ref reader, reply);
        }
        catch (OperationCanceledException) when (request.Cancellation.IsCancellationRequested)
        {
            return Errno.EINTR;
        }
        catch (Exception error)
        {
            observer.HandlerFailed(request, error);
            return Errno.EIO;
        }
    }

    private ReadOnlySpan<byte> Interrupt(ReadOnlySpan<byte> arguments)
    {
        if (MemoryMarshal.TryRead<fuse_interrupt_in>(arguments, out var body))
            interrupts.Interrupt(body.unique);
        return default;
    }
}
