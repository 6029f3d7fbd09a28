using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace CernVM.Cvmfs.Formats.Hashing;

/// <summary>
/// Hash of an object's stored bytes. The type letter of an object is not part of it (see <see cref="ObjectName"/>).
/// The default value is the null MD5 hash.
/// </summary>
public readonly struct ContentHash : IEquatable<ContentHash>, IComparable<ContentHash>
{
    // Big-endian words, so that comparing them compares the digests.
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly uint _third;

    private ContentHash(ContentHashAlgorithm algorithm, ReadOnlySpan<byte> digest)
    {
        Algorithm = algorithm;
        _first = BinaryPrimitives.ReadUInt64BigEndian(digest);
        _second = BinaryPrimitives.ReadUInt64BigEndian(digest[8..]);
        _third = digest.Length == 16 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(digest[16..]);
    }

    /// <summary>What made the digest.</summary>
    public ContentHashAlgorithm Algorithm { get; }

    /// <summary>True when every digest byte is zero: "no object".</summary>
    public bool IsNull => (_first | _second | _third) == 0;

    /// <summary>Bytes of the digest: 16 for MD5, else 20.</summary>
    public int DigestSize => HashText.DigestSize(Algorithm);

    /// <summary>The all-zero hash, written where there is no object (for instance no predecessor).</summary>
    public static ContentHash Null(ContentHashAlgorithm algorithm)
    {
        Span<byte> zeros = stackalloc byte[HashText.MaxDigestSize];
        zeros.Clear();
        return FromDigest(algorithm, zeros[..HashText.DigestSize(algorithm)]);
    }

    /// <summary>Reads lowercase hex with the algorithm's marker; the length decides the algorithm. No type letter.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ContentHash hash)
    {
        hash = default;
        if (!HashText.TryAlgorithm(text.Length, out var algorithm))
            return false;
        var digits = text[..(2 * HashText.DigestSize(algorithm))];
        if (digits.ContainsAnyInRange('A', 'F') || !text[digits.Length..].SequenceEqual(HashText.Marker(algorithm)))
            return false;

        Span<byte> digest = stackalloc byte[HashText.MaxDigestSize];
        digest = digest[..HashText.DigestSize(algorithm)];
        if (Convert.FromHexString(digits, digest, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        hash = new ContentHash(algorithm, digest);
        return true;
    }

    /// <summary>As <see cref="TryParse(ReadOnlySpan{char}, out ContentHash)"/>, from ASCII bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> ascii, out ContentHash hash)
    {
        Span<char> text = stackalloc char[HashText.MaxLength];
        hash = default;
        return ascii.Length <= text.Length
            && Encoding.Latin1.TryGetChars(ascii, text, out var length)
            && TryParse(text[..length], out hash);
    }

    /// <summary>Reads text that is known to be good; throws <see cref="FormatException"/> otherwise.</summary>
    public static ContentHash Parse(string text) => TryParse(text, out var hash)
        ? hash
        : throw new FormatException($"\"{text}\" is no content hash: expected 40 lowercase hex digits, optionally -rmd160 or -shake128.");

    /// <summary>Wraps a digest; throws <see cref="ArgumentException"/> when its length does not fit the algorithm.</summary>
    public static ContentHash FromDigest(ContentHashAlgorithm algorithm, ReadOnlySpan<byte> digest) =>
        digest.Length == HashText.DigestSize(algorithm)
            ? new ContentHash(algorithm, digest)
            : throw new ArgumentException($"A {algorithm} digest has {HashText.DigestSize(algorithm)} bytes, not {digest.Length}.", nameof(digest));

    /// <summary>Hashes bytes that are in memory.</summary>
    public static ContentHash Compute(ContentHashAlgorithm algorithm, ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[HashText.MaxDigestSize];
        switch (algorithm)
        {
            case ContentHashAlgorithm.Md5:
                MD5.HashData(data, digest);
                return new ContentHash(algorithm, digest[..16]);
            case ContentHashAlgorithm.Sha1:
                SHA1.HashData(data, digest);
                return new ContentHash(algorithm, digest);
            case ContentHashAlgorithm.Shake128:
                Shake128.HashData(data, digest);
                return new ContentHash(algorithm, digest);
            default:
                using (var hasher = new ContentHasher(algorithm))
                {
                    hasher.Append(data);
                    return hasher.Finish();
                }
        }
    }

    /// <summary>Writes <see cref="DigestSize"/> bytes; throws when there is less room.</summary>
    public void CopyDigestTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _second);
        if (DigestSize > 16)
            BinaryPrimitives.WriteUInt32BigEndian(destination[16..], _third);
    }

    /// <summary>The raw digest in a new array.</summary>
    public byte[] ToDigest()
    {
        var digest = new byte[DigestSize];
        CopyDigestTo(digest);
        return digest;
    }

    /// <summary>Writes the text form; false when there is no room for it (49 characters are always enough).</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        Span<byte> digest = stackalloc byte[HashText.MaxDigestSize];
        CopyDigestTo(digest);
        var marker = HashText.Marker(Algorithm);
        if (!Convert.TryToHexStringLower(digest[..DigestSize], destination, out var digits) || !marker.TryCopyTo(destination[digits..]))
            return false;
        charsWritten = digits + marker.Length;
        return true;
    }

    /// <summary>Hex digits and the algorithm's marker, as in catalogs and manifests.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[HashText.MaxLength];
        TryFormat(text, out var length);
        return text[..length].ToString();
    }

    /// <inheritdoc/>
    public bool Equals(ContentHash other) =>
        _first == other._first && _second == other._second && _third == other._third && Algorithm == other.Algorithm;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ContentHash other && Equals(other);

    /// <summary>Digest bytes are already well spread.</summary>
    public override int GetHashCode() => (int)_second;

    /// <summary>By algorithm, then by digest bytes.</summary>
    public int CompareTo(ContentHash other)
    {
        var order = Algorithm.CompareTo(other.Algorithm);
        if (order == 0)
            order = _first.CompareTo(other._first);
        if (order == 0)
            order = _second.CompareTo(other._second);
        return order == 0 ? _third.CompareTo(other._third) : order;
    }

    /// <summary>Same algorithm and digest.</summary>
    public static bool operator ==(ContentHash left, ContentHash right) => left.Equals(right);

    /// <summary>Different algorithm or digest.</summary>
    public static bool operator !=(ContentHash left, ContentHash right) => !left.Equals(right);

    /// <summary>Sorts before.</summary>
    public static bool operator <(ContentHash left, ContentHash right) => left.CompareTo(right) < 0;

    /// <summary>Sorts after.</summary>
    public static bool operator >(ContentHash left, ContentHash right) => left.CompareTo(right) > 0;

    /// <summary>Sorts before or is the same.</summary>
    public static bool operator <=(ContentHash left, ContentHash right) => left.CompareTo(right) <= 0;

    /// <summary>Sorts after or is the same.</summary>
    public static bool operator >=(ContentHash left, ContentHash right) => left.CompareTo(right) >= 0;
}
