using System.IO.Compression;
using CernVM.Cvmfs.Formats.Compression.Reproduction;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Linux.Compression;

namespace CernVM.Cvmfs.Mount.Verification;

/// <summary>
/// Whether a file of the cache is what its name says. The name is the hash of compressed bytes, which depend on the compressor: the original's publishers
/// use zlib, ours libdeflate and, for large files, the runtime's; some objects are stored plain. One match proves the content.
/// </summary>
public static class ObjectVerifier
{
    private const int LibdeflateLimit = 64 << 20;

    /// <summary>Compares; the value is null when one matches, else the hash of what zlib makes of the file, which is what the original compares with the name.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ContentHash? FindMismatch(FileStream file, ContentHash expected, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Position = 0;
        var found = ZlibReproduction.HashOf(file, expected.Algorithm, cancel);
        return found == expected || HashOf(file, expected.Algorithm) == expected || IsLibdeflate(file, expected) || IsRuntime(file, expected) ? null : found;
    }

    private static ContentHash HashOf(FileStream file, ContentHashAlgorithm algorithm)
    {
        using var hasher = new ContentHasher(algorithm);
        Feed(file, hasher.Append);
        return hasher.Finish();
    }

    private static bool IsLibdeflate(FileStream file, ContentHash expected)
    {
        if (file.Length > LibdeflateLimit)
            return false;
        var plain = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(plain);
        using var compressor = new LibdeflateCompressor();
        var packed = new byte[compressor.MaxCompressedLength(plain.Length)];
        var length = compressor.Compress(plain, packed);
        return ContentHash.Compute(expected.Algorithm, packed.AsSpan(0, length)) == expected;
    }

    private static bool IsRuntime(FileStream file, ContentHash expected)
    {
        using var hashing = new HashingStream(expected.Algorithm);
        using (var packer = new ZLibStream(hashing, CompressionLevel.Optimal, leaveOpen: true))
            Feed(file, packer.Write);
        return hashing.Finish() == expected;
    }

    private static void Feed(FileStream file, Consumer consume)
    {
        file.Position = 0;
        var buffer = new byte[128 * 1024];
        for (int read; (read = file.Read(buffer)) > 0;)
            consume(buffer.AsSpan(0, read));
    }

    private delegate void Consumer(ReadOnlySpan<byte> bytes);
}
