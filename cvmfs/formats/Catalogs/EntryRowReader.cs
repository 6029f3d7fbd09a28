using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Turns a row into an entry, checking every value. Throws <see cref="MalformedDataException"/>.</summary>
internal static class EntryRowReader
{
    private const uint TypeMask = 0xF000;
    private const EntryFlags TypeBits = EntryFlags.Directory | EntryFlags.File | EntryFlags.Symlink | EntryFlags.Special;
    private const EntryFlags PackedBits = EntryFlags.HashAlgorithmMask | EntryFlags.CompressionMask;

    public static DirectoryEntry Read<TRow>(TRow row, string file, ref ReadBudget budget)
        where TRow : IDatabaseRow, allows ref struct
    {
        var rowId = row.GetInt64(EntryColumn.RowId);
        var flags = (EntryFlags)Number32(row, EntryColumn.Flags, "flags", file, rowId);
        var mode = Number32(row, EntryColumn.Mode, "mode", file, rowId);
        if ((flags & TypeBits) != DirectoryEntry.TypeFlags(mode))
            throw new MalformedDataException(CatalogErrors.Flags(file, rowId, (uint)flags, mode));
        var size = row.GetInt64(EntryColumn.Size);
        if (size < 0)
            throw new MalformedDataException(CatalogErrors.Number(file, rowId, "size", size));
        var hardlinks = (ulong)row.GetInt64(EntryColumn.Hardlinks);
        var (name, symlink, xattrs) = ReadBytes(row, file, rowId, ref budget);

        return new DirectoryEntry
        {
            Name = name,
            Flags = flags & ~PackedBits,
            Hash = ReadHash(row, flags, file, rowId),
            Compression = ReadCompression(flags, file, rowId),
            Size = (ulong)size,
            Mode = mode,
            ModificationTime = row.GetInt64(EntryColumn.ModificationTime),
            ModificationNanoseconds = ReadNanoseconds(row, file, rowId),
            LinkCount = (uint)hardlinks,
            HardlinkGroup = (uint)(hardlinks >> 32),
            Uid = Number32(row, EntryColumn.Uid, "uid", file, rowId),
            Gid = Number32(row, EntryColumn.Gid, "gid", file, rowId),
            Symlink = symlink,
            Xattrs = xattrs,
            RowId = rowId,
        };
    }

    public static PathHash ReadPath<TRow>(TRow row)
        where TRow : IDatabaseRow, allows ref struct =>
        new(row.GetInt64(EntryColumn.PathLow), row.GetInt64(EntryColumn.PathHigh));

    public static PathHash ReadParent<TRow>(TRow row)
        where TRow : IDatabaseRow, allows ref struct =>
        new(row.GetInt64(EntryColumn.ParentLow), row.GetInt64(EntryColumn.ParentHigh));

    private static (ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Symlink, ReadOnlyMemory<byte> Xattrs) ReadBytes<TRow>(
        TRow row, string file, long rowId, ref ReadBudget budget)
        where TRow : IDatabaseRow, allows ref struct
    {
        var name = row.GetBytes(EntryColumn.Name);
        if (!name.IsEmpty && !RepositoryPath.IsName(name))
            throw new MalformedDataException(CatalogErrors.Name(file, rowId));
        RequireLength(name, EntryLimits.NameLength, "name", file, rowId);
        var symlink = row.GetBytes(EntryColumn.Symlink);
        RequireLength(symlink, EntryLimits.SymlinkLength, "symlink", file, rowId);
        var xattrs = row.GetBytes(EntryColumn.Xattr);
        RequireLength(xattrs, EntryLimits.XattrLength, "xattr", file, rowId);
        var length = name.Length + symlink.Length + xattrs.Length;
        if (!budget.TrySpend(length))
            throw new MalformedDataException(CatalogErrors.Overlapping(file));

        // One array serves all three.
        var bytes = new byte[length];
        name.CopyTo(bytes);
        symlink.CopyTo(bytes.AsSpan(name.Length));
        xattrs.CopyTo(bytes.AsSpan(name.Length + symlink.Length));
        return (bytes.AsMemory(0, name.Length), bytes.AsMemory(name.Length, symlink.Length), bytes.AsMemory(name.Length + symlink.Length));
    }

    private static void RequireLength(ReadOnlySpan<byte> bytes, int limit, string column, string file, long rowId)
    {
        if (bytes.Length > limit)
            throw new MalformedDataException(CatalogErrors.TooLong(file, rowId, column, bytes.Length));
    }

    private static uint Number32<TRow>(TRow row, int column, string name, string file, long rowId)
        where TRow : IDatabaseRow, allows ref struct
    {
        var value = row.GetInt64(column);
        return value is >= 0 and <= uint.MaxValue
            ? (uint)value
            : throw new MalformedDataException(CatalogErrors.Number(file, rowId, name, value));
    }

    private static int ReadNanoseconds<TRow>(TRow row, string file, long rowId)
        where TRow : IDatabaseRow, allows ref struct
    {
        if (row.IsNull(EntryColumn.Nanoseconds))
            return DirectoryEntry.NanosecondsNotRecorded;
        var value = row.GetInt64(EntryColumn.Nanoseconds);
        return value is >= 0 and < 1_000_000_000
            ? (int)value
            : throw new MalformedDataException(CatalogErrors.Number(file, rowId, "mtimens", value));
    }

    private static ContentHash ReadHash<TRow>(TRow row, EntryFlags flags, string file, long rowId)
        where TRow : IDatabaseRow, allows ref struct
    {
        var algorithm = flags.HashAlgorithm();
        if (algorithm > ContentHashAlgorithm.Shake128)
            throw new MalformedDataException(CatalogErrors.Hash(file, rowId, $"algorithm number {(int)algorithm} is unknown"));
        return ReadHash(row.GetBytes(EntryColumn.Hash), algorithm)
            ?? throw new MalformedDataException(CatalogErrors.Hash(file, rowId, "it does not have 20 bytes"));
    }

    /// <summary>The hash of a BLOB; the null hash for NULL; null when the length is wrong.</summary>
    internal static ContentHash? ReadHash(ReadOnlySpan<byte> digest, ContentHashAlgorithm algorithm)
    {
        if (digest.IsEmpty)
            return ContentHash.Null(algorithm);
        return digest.Length == HashText.DigestSize(algorithm) ? ContentHash.FromDigest(algorithm, digest) : null;
    }

    private static CompressionAlgorithm ReadCompression(EntryFlags flags, string file, long rowId)
    {
        var compression = flags.Compression();
        return compression <= CompressionAlgorithm.None
            ? compression
            : throw new MalformedDataException(CatalogErrors.Compression(file, rowId, (uint)compression));
    }
}
