using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Binds an entry to the INSERT or UPDATE of a catalog row.</summary>
internal static class EntryRowWriter
{
    public const string Insert =
        "INSERT INTO catalog (md5path_1, md5path_2, parent_1, parent_2, hardlinks, hash, size, mode, mtime, mtimens, flags, name, symlink, uid, gid, xattr) "
        + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";

    public const string Update =
        "UPDATE catalog SET parent_1=?3, parent_2=?4, hardlinks=?5, hash=?6, size=?7, mode=?8, mtime=?9, mtimens=?10, flags=?11, name=?12, symlink=?13, "
        + "uid=?14, gid=?15, xattr=?16 WHERE md5path_1=?1 AND md5path_2=?2";

    public static void Run(SqliteStatement statement, RepositoryPath path, DirectoryEntry entry)
    {
        var key = PathHash.Of(path);
        var parent = path.IsRoot ? PathHash.None : PathHash.Of(path.Parent);
        statement.Bind(1, key.Low).Bind(2, key.High).Bind(3, parent.Low).Bind(4, parent.High);
        statement.Bind(5, (long)(((ulong)entry.HardlinkGroup << 32) | entry.LinkCount));
        BindHash(statement, 6, entry.Hash);
        statement.Bind(7, (long)entry.Size).Bind(8, entry.Mode).Bind(9, entry.ModificationTime);
        if (entry.ModificationNanoseconds < 0)
            statement.BindNull(10);
        else
            statement.Bind(10, entry.ModificationNanoseconds);
        statement.Bind(11, (uint)StoredFlags(entry)).BindText(12, path.Name).BindText(13, entry.Symlink.Span);
        statement.Bind(14, entry.Uid).Bind(15, entry.Gid);
        if (entry.Xattrs.IsEmpty)
            statement.BindNull(16);
        else
            statement.BindBlob(16, entry.Xattrs.Span);
        statement.Run();
    }

    public static void BindHash(SqliteStatement statement, int parameter, ContentHash hash)
    {
        if (hash.IsNull)
        {
            statement.BindNull(parameter);
            return;
        }

        Span<byte> digest = stackalloc byte[HashText.MaxDigestSize];
        hash.CopyDigestTo(digest);
        statement.BindBlob(parameter, digest[..hash.DigestSize]);
    }

    // The algorithm is written only where there is a hash of that algorithm: of the file, or of its chunks.
    private static EntryFlags StoredFlags(DirectoryEntry entry)
    {
        var flags = (entry.Flags & ~(EntryFlags.HashAlgorithmMask | EntryFlags.CompressionMask)).With(entry.Compression);
        return entry.Hash.IsNull && !entry.IsChunked ? flags : flags.With(entry.Hash.Algorithm);
    }
}
