using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace CernVM.Soak.Content;

/// <summary>
/// File content that tells by itself whether it is right: a header with version and length, then 64-bit words that follow from path, version and position. Any range
/// can be checked without the original at hand.
/// </summary>
internal static class SelfDescribingFile
{
    /// <summary>Bytes of the header: <c>soak VERSION LENGTH</c>, blanks, a line feed.</summary>
    public const int HeaderLength = 64;

    /// <summary>Writes a file of this version.</summary>
    public static void Write(string file, string path, int version, long length)
    {
        var buffer = new byte[1 << 16];
        using var stream = File.Create(file);
        stream.Write(Header(version, length));
        for (long position = HeaderLength; position < length; position += buffer.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - position));
            Fill(part, Seed(path, version), position);
            stream.Write(part);
        }
    }

    /// <summary>Reads a header; null when it is none.</summary>
    public static (int Version, long Length)? ReadHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || bytes[HeaderLength - 1] != '\n')
            return null;
        var words = Encoding.ASCII.GetString(bytes[..HeaderLength]).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is ["soak", var version, var length]
            ? (int.Parse(version, CultureInfo.InvariantCulture), long.Parse(length, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Position in the file of the first wrong byte of a range behind the header, or null.</summary>
    /// <param name="bytes">What was read.</param>
    /// <param name="path">Of the file, below the repository's root.</param>
    /// <param name="version">From the file's header.</param>
    /// <param name="position">Of the first of <paramref name="bytes"/> in the file.</param>
    public static long? FirstWrong(ReadOnlySpan<byte> bytes, string path, int version, long position)
    {
        var seed = Seed(path, version);
        Span<byte> expected = stackalloc byte[4096];
        for (var done = 0; done < bytes.Length; done += expected.Length)
        {
            var part = bytes.Slice(done, Math.Min(expected.Length, bytes.Length - done));
            Fill(expected[..part.Length], seed, position + done);
            var same = part.CommonPrefixLength(expected);
            if (same < part.Length)
                return position + done + same;
        }

        return null;
    }

    private static byte[] Header(int version, long length) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"soak {version} {length}").PadRight(HeaderLength - 1) + "\n");

    private static void Fill(Span<byte> bytes, ulong seed, long position)
    {
        Span<byte> word = stackalloc byte[8];
        for (var done = 0; done < bytes.Length;)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Mix(seed + (ulong)(position / 8)));
            var part = word[(int)(position % 8)..];
            part = part[..Math.Min(part.Length, bytes.Length - done)];
            part.CopyTo(bytes[done..]);
            done += part.Length;
            position += part.Length;
        }
    }

    private static ulong Seed(string path, int version)
    {
        var seed = (ulong)version * 0x9E3779B97F4A7C15;
        foreach (var character in path)
            seed = Mix(seed ^ character);
        return seed;
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood, 2014).
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
