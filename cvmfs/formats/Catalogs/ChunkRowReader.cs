using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Reads the chunk rows of one file: contiguous from 0, none empty. Throws <see cref="MalformedDataException"/>.</summary>
internal static class ChunkRowReader
{
    private const int Offset = 0;
    private const int Size = 1;
    private const int Hash = 2;

    public static List<FileChunk> ReadAll(SqliteStatement rows, string file, ContentHashAlgorithm algorithm, ReadBudget budget)
    {
        var chunks = new List<FileChunk>();
        while (rows.Step())
        {
            var chunk = Read(rows, file, algorithm, Offset);
            if (!budget.TrySpend(HashText.MaxDigestSize))
                throw new MalformedDataException(CatalogErrors.Overlapping(file));
            chunks.Add(chunk);
        }

        RequireContiguous(chunks, file);
        return chunks;
    }

    /// <summary>Checks that ordered chunks make up a file.</summary>
    public static void RequireContiguous(List<FileChunk> chunks, string file)
    {
        long end = 0;
        foreach (var chunk in chunks)
        {
            if (chunk.Offset != end)
                throw new MalformedDataException(CatalogErrors.Chunks(file, $"one starts at {chunk.Offset}, but the one before ends at {end}"));
            end = chunk.Offset + chunk.Size;
        }
    }

    /// <summary>Reads offset, size and hash from three neighbouring columns.</summary>
    public static FileChunk Read<TRow>(TRow row, string file, ContentHashAlgorithm algorithm, int firstColumn)
        where TRow : IDatabaseRow, allows ref struct
    {
        var offset = row.GetInt64(firstColumn + Offset);
        var size = row.GetInt64(firstColumn + Size);
        if (offset < 0 || size <= 0 || offset > long.MaxValue - size)
            throw new MalformedDataException(CatalogErrors.Chunks(file, $"offset {offset} and size {size} cannot be"));
        var hash = EntryRowReader.ReadHash(row.GetBytes(firstColumn + Hash), algorithm);
        if (hash is not { IsNull: false })
            throw new MalformedDataException(CatalogErrors.Chunks(file, $"the one at {offset} has no proper hash"));
        return new FileChunk(offset, size, hash.Value);
    }
}
