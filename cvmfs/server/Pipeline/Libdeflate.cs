using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Linux.Compression;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>libdeflate as a block compressor: twice classic zlib's speed at the same size.</summary>
public sealed class Libdeflate : IBlockCompressor, IDisposable
{
    private readonly LibdeflateCompressor _native = new();

    /// <summary>The empty file has one object in every repository, whatever compressor was used (formats §5).</summary>
    private static ReadOnlySpan<byte> Empty => [0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    /// <inheritdoc/>
    public int MaxCompressedLength(int length) => Math.Max(_native.MaxCompressedLength(length), Empty.Length);

    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (source.IsEmpty)
        {
            Empty.CopyTo(destination);
            return Empty.Length;
        }

        var length = _native.Compress(source, destination);
        return length > 0 ? length : throw new ArgumentException($"{source.Length} bytes do not fit compressed into {destination.Length}.", nameof(destination));
    }

    /// <inheritdoc/>
    public void Dispose() => _native.Dispose();
}
