using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Linux.Compression;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>Unpacks with libdeflate, which works on whole blocks and says where the stream ended.</summary>
internal sealed class LibdeflateInflater : IBlockInflater
{
    // A thread of the session lives long, and a decompressor is 11 KB.
    [ThreadStatic]
    private static LibdeflateDecompressor? _decompressor;

    /// <inheritdoc/>
    public Parsed<int> Inflate(ReadOnlySpan<byte> stored, Span<byte> plain)
    {
        _decompressor ??= new LibdeflateDecompressor();
        return _decompressor.Decompress(stored, plain, out var consumed, out var produced) switch
        {
            DecompressionOutcome.Done when consumed == stored.Length => produced,
            DecompressionOutcome.Done => ZlibErrors.Trailing(stored.Length),
            DecompressionOutcome.TooLarge => ZlibErrors.TooLong(plain.Length),
            _ => ZlibErrors.Damaged(stored.Length, "it is damaged or cut off."),
        };
    }
}
