using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CernVM.Cvmfs.Formats.Hashing;

/// <summary>Key of a path in catalogs: the MD5 of its normalised bytes, as two little-endian signed halves.</summary>
public readonly record struct PathHash(long Low, long High)
{
    /// <summary>Key of the repository's root, MD5 of nothing.</summary>
    public static PathHash Root { get; } = new(338333539836370388, 9098107892288553193);

    /// <summary>What stands in the parent columns of the root's row.</summary>
    public static PathHash None => default;

    /// <summary>Key of a path.</summary>
    public static PathHash Of(RepositoryPath path) => Of(path.Utf8);

    /// <summary>Key of a path that is already normalised: empty, or <c>/a/b</c>.</summary>
    public static PathHash Of(ReadOnlySpan<byte> utf8Path)
    {
        Span<byte> digest = stackalloc byte[16];
        MD5.HashData(utf8Path, digest);
        return new PathHash(BinaryPrimitives.ReadInt64LittleEndian(digest), BinaryPrimitives.ReadInt64LittleEndian(digest[8..]));
    }
}
