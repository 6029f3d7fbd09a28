using System.Buffers;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Body → hash over the transferred bytes → decompression → destination; then the verdict.</summary>
internal static class BodyReceiver
{
    private const int BufferSize = 64 * 1024;
    private const int LargeBufferSize = 1024 * 1024;
    private const int DiskFull = 28;

    /// <summary>Receives one body into an empty destination. What was written counts only when the outcome is <see cref="AttemptOutcome.Ok"/>.</summary>
    public static async ValueTask<AttemptResult> ReceiveAsync(
        Stream body, FetchRequest request, Stream destination, TransferGuard guard, ClientCounters counters)
    {
        using var hasher = request.Expected is { } expected ? new ContentHasher(expected.Algorithm) : null;
        var receiving = new ReceivingStream(body, hasher, guard, counters);
        try
        {
            var (verdict, length) = request.Compression == CompressionAlgorithm.None
                ? await CopyAsync(receiving, destination, request.MaxSize, guard.Token)
                : await InflateAsync(receiving, destination, request.MaxSize, guard.Token);
            if (verdict is not null)
                return new AttemptResult(AttemptOutcome.Corrupt, verdict, 0);
            if (length > request.MaxSize)
                return new AttemptResult(AttemptOutcome.TooLarge, $"it has more than the {request.MaxSize} bytes expected", 0);
            if (hasher?.Finish() is { } actual && actual != request.Expected)
                return new AttemptResult(AttemptOutcome.Corrupt, $"its content has the hash {actual} instead of {request.Expected}", 0);
            return AttemptResult.Ok(length);
        }
        catch (IOException failure) when (receiving.ReadFailure is null)
        {
            return NotStored(failure);
        }
    }

    /// <summary>The verdict when the destination could not be written.</summary>
    public static AttemptResult NotStored(IOException failure) =>
        new((failure.HResult & 0xffff) == DiskFull ? AttemptOutcome.NoSpace : AttemptOutcome.LocalStorage, failure.Message, 0);

    private static async ValueTask<(string? Verdict, long Length)> InflateAsync(Stream body, Stream destination, long limit, CancellationToken cancellationToken)
    {
        var inflated = await ZlibInflater.InflateAsync(body, destination, limit, cancellationToken);
        return inflated.TryGet(out var length, out var error) ? (null, length) : ($"it does not decompress: {error}", 0);
    }

    private static async ValueTask<(string? Verdict, long Length)> CopyAsync(Stream body, Stream destination, long limit, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(limit < LargeBufferSize ? BufferSize : LargeBufferSize);
        try
        {
            long total = 0;
            int length;
            while ((length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                total += length;
                if (total > limit)
                    return (null, total);
                destination.Write(buffer.AsSpan(0, length));
            }

            return (null, total);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
