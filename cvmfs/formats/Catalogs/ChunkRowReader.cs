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
        long end = 0;
        while (rows.Step())
        {
            var chunk = Read(rows, file, algorithm, Offset);
            if (chunk.Offset != end)
                throw new MalformedDataException(CatalogErrors.Chunks(file, $"one starts at {chunk.Offset}, but the one before ends at {end}"));
            if (!budget.TrySpend(HashText.MaxDigestSize))
                throw new MalformedDataException(CatalogErrors.Overlapping(file));
            end = chunk.Offset + chunk.Size;
            chunks.Add(chunk);
        }

        return chunks;
    }

    /// <summary>Reads offset, size and hash from three neighbouring columns.</summary>
    public static FileChunk Read(SqliteStatement row, string file, ContentHashAlgorithm algorithm, int firstColumn)
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
