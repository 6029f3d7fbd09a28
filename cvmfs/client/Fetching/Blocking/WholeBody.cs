using System.Buffers;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Fetching.Blocking;

/// <summary>A body that is in memory → hash → plain bytes → destination; then the verdict. The same verdicts as <see cref="BodyReceiver"/>.</summary>
internal sealed class WholeBody(IBlockInflater inflater)
{
    /// <summary>Most bytes that a body may have: data that do not compress become a little longer (RFC 1951 §3.2.4, blocks of down to 64 bytes).</summary>
    public static int LongestStored(FetchRequest request) =>
        request.Compression == CompressionAlgorithm.None ? (int)request.MaxSize : (int)(request.MaxSize + (request.MaxSize / 8) + 64);

    /// <summary>Checks and unpacks. Nothing is written unless the hash holds.</summary>
    public AttemptResult Unpack(ReadOnlySpan<byte> stored, FetchRequest request, Stream destination)
    {
        if (request.Expected is { } expected && ContentHash.Compute(expected.Algorithm, stored) is var actual && actual != expected)
            return new AttemptResult(AttemptOutcome.Corrupt, $"its content has the hash {actual} instead of {expected}", 0);
        if (request.Compression == CompressionAlgorithm.None)
            return Write(stored, destination);
        var plain = ArrayPool<byte>.Shared.Rent((int)request.MaxSize);
        try
        {
            return inflater.Inflate(stored, plain.AsSpan(0, (int)request.MaxSize)).TryGet(out var length, out var error)
                ? Write(plain.AsSpan(0, length), destination)
                : new AttemptResult(AttemptOutcome.Corrupt, $"it does not decompress: {error}", 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    private static AttemptResult Write(ReadOnlySpan<byte> plain, Stream destination)
    {
        try
        {
            destination.Write(plain);
            return AttemptResult.Ok(plain.Length);
        }
        catch (IOException failure)
        {
            return BodyReceiver.NotStored(failure);
        }
    }
}
