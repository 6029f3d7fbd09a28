namespace CernVM.Cvmfs.Formats.Compression;

/// <summary>Compresses whole objects, from memory to memory. An instance serves one thread at a time.</summary>
public interface IBlockCompressor
{
    /// <summary>Room that <see cref="Compress"/> may need for so many bytes.</summary>
    int MaxCompressedLength(int length);

    /// <summary>Writes one zlib stream and returns its length; throws <see cref="ArgumentException"/> when there is no room.</summary>
    int Compress(ReadOnlySpan<byte> source, Span<byte> destination);
}
