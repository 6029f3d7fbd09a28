using System.IO.Compression;

namespace CernVM.Cvmfs.Formats.Compression;

/// <summary>The runtime's own zlib at its default level. Its bytes differ from the original's, which readers do not mind.</summary>
public sealed class ManagedZlib : IBlockCompressor
{
    // Deflate falls back to stored blocks of at most 16 KiB, each 5 bytes longer; header, trailer and rounding on top.
    private const int StoredBlock = 16 * 1024;
    private const int Overhead = 64;

    /// <summary>The stream of an empty file, equal in all implementations (formats §5).</summary>
    private static ReadOnlySpan<byte> Empty => [0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    /// <inheritdoc/>
    public int MaxCompressedLength(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return checked(length + (5 * ((length / StoredBlock) + 1)) + (length >> 10) + Overhead);
    }

    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (source.IsEmpty)
        {
            Empty.CopyTo(destination);
            return Empty.Length;
        }

        var buffer = new MemoryStream();
        using (var zlib = new ZLibStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(source);
        var compressed = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        if (!compressed.TryCopyTo(destination))
            throw new ArgumentException($"{compressed.Length} compressed bytes do not fit into {destination.Length}.", nameof(destination));
        return compressed.Length;
    }
}
