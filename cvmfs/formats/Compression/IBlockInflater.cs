namespace CernVM.Cvmfs.Formats.Compression;

/// <summary>Unpacks zlib streams that are in memory as a whole. May be called from any thread.</summary>
public interface IBlockInflater
{
    /// <summary>Unpacks one stream.</summary>
    /// <param name="stored">The stream, which must end where the bytes end.</param>
    /// <param name="plain">Room for the content; more content is an error.</param>
    /// <returns>Number of plain bytes, or why there are none; what has been written to <paramref name="plain"/> is of no use then.</returns>
    Parsed<int> Inflate(ReadOnlySpan<byte> stored, Span<byte> plain);
}
