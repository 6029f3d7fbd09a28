using System.Buffers;

namespace CernVM.Cvmfs.Formats.Compression;

/// <summary>Shorthand for small objects: catalogs, certificates, meta info.</summary>
public static class BlockCompressorExtensions
{
    /// <summary>Compresses into a new array.</summary>
    public static byte[] Compress(this IBlockCompressor compressor, ReadOnlySpan<byte> source)
    {
        ArgumentNullException.ThrowIfNull(compressor);
        var buffer = ArrayPool<byte>.Shared.Rent(compressor.MaxCompressedLength(source.Length));
        try
        {
            return buffer[..compressor.Compress(source, buffer)];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
