using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>
/// Where a file's content lies in the data directory, in the layout of upstream CernVM-FS: two folders of two digits, the rest of the content's hash, a
/// point, and a hash of permissions, owner and extended attributes, which hard links share. A chunked file has no hash of its own: its chunks' names are
/// hashed instead.
/// </summary>
internal static class DataIdentity
{
    private const uint PermissionBits = 0x1FF;

    public static byte[] Of(RepositoryNode file, IReadOnlyList<FileChunk> chunks, uint uid, uint gid)
    {
        var content = chunks.Count == 0 ? file.Entry.Hash.ToString() : OfChunks(chunks);
        return Encoding.ASCII.GetBytes($"{content[..2]}/{content[2..4]}/{content[4..]}.{OfMetadata(file.Entry, uid, gid)}");
    }

    private static string OfChunks(IReadOnlyList<FileChunk> chunks)
    {
        using var hasher = new ContentHasher(ContentHashAlgorithm.Sha1);
        foreach (var chunk in chunks)
            hasher.Append(Encoding.ASCII.GetBytes($"{chunk.Hash},{chunk.Offset},{chunk.Size}\n"));
        return hasher.Finish().ToString();
    }

    // Each number in the machine's byte order, followed by a zero byte; then the attributes as the catalog has them.
    private static string OfMetadata(DirectoryEntry entry, uint uid, uint gid)
    {
        const int NumberLength = 5;
        Span<byte> numbers = stackalloc byte[3 * NumberLength];
        numbers.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(numbers, entry.Mode & PermissionBits);
        BinaryPrimitives.WriteUInt32LittleEndian(numbers[NumberLength..], uid);
        BinaryPrimitives.WriteUInt32LittleEndian(numbers[(2 * NumberLength)..], gid);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(numbers);
        hash.AppendData(entry.Xattrs.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
