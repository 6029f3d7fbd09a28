using System.Buffers;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CernVM.Benchmarks.Client.Network;

/// <summary>One direction of a relayed connection: what is read now is written when its time has come, and reading never waits for that.</summary>
internal sealed class DelayLine(Socket source, Socket target, TimeSpan delay, TimeSpan firstDelay)
{
    private const int Piece = 64 * 1024;

    // Milliseconds; a receiver that takes nothing must not keep the relay from ending.
    private const int LongestSend = 60_000;

    // 64 MiB on the way: more than a gigabit keeps in flight over half a second.
    private readonly Channel<(byte[] Buffer, int Length, long Due)> _onTheWay = Channel.CreateBounded<(byte[], int, long)>(1024);

    // A thread for the delayed side: timers of the runtime are exact to some 4 ms only, sleep to a tenth of one.
    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(ReadAsync(cancel), Task.Factory.StartNew(() => Write(cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    private async Task ReadAsync(CancellationToken cancel)
    {
        var opened = Stopwatch.GetTimestamp() + Ticks(firstDelay);
        try
        {
            while (true)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(Piece);
                var length = await source.ReceiveAsync(buffer.AsMemory(), cancel);
                if (length == 0)
                    break;
                await _onTheWay.Writer.WriteAsync((buffer, length, Math.Max(Stopwatch.GetTimestamp(), opened) + Ticks(delay)), cancel);
            }
        }
        catch (SocketException)
        {
            // A reset ends the direction as a close does.
        }
        finally
        {
            _onTheWay.Writer.Complete();
        }
    }

    private void Write(CancellationToken cancel)
    {
        target.SendTimeout = LongestSend;
        foreach (var (buffer, length, due) in _onTheWay.Reader.ReadAllAsync(cancel).ToBlockingEnumerable(cancel))
        {
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (wait > TimeSpan.Zero)
                Thread.Sleep((int)Math.Ceiling(wait.TotalMilliseconds));
            for (var sent = 0; sent < length;)
                sent += target.Send(buffer.AsSpan(sent, length - sent));
            ArrayPool<byte>.Shared.Return(buffer);
        }

        target.Shutdown(SocketShutdown.Send);
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
