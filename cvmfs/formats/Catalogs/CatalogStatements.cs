using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>The compiled statements of a writer.</summary>
internal sealed class CatalogStatements(SqliteDatabase database, string entryColumns) : IDisposable
{
    private const string ByPath = " WHERE md5path_1=?1 AND md5path_2=?2";

    public SqliteStatement Lookup { get; } = database.Prepare(entryColumns + ByPath);

    public SqliteStatement List { get; } = database.Prepare(entryColumns + " WHERE parent_1=?1 AND parent_2=?2");

    public SqliteStatement Insert { get; } = database.Prepare(EntryRowWriter.Insert);

    public SqliteStatement Update { get; } = database.Prepare(EntryRowWriter.Update);

    public SqliteStatement Remove { get; } = database.Prepare("DELETE FROM catalog" + ByPath);

    public SqliteStatement Chunks { get; } = database.Prepare("SELECT offset, size, hash FROM chunks" + ByPath + " ORDER BY offset");

    public SqliteStatement InsertChunk { get; } =
        database.Prepare("INSERT INTO chunks (md5path_1, md5path_2, offset, size, hash) VALUES (?1, ?2, ?3, ?4, ?5)");

    public SqliteStatement RemoveChunks { get; } = database.Prepare("DELETE FROM chunks" + ByPath);

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[Lookup, List, Insert, Update, Remove, Chunks, InsertChunk, RemoveChunks])
            statement.Dispose();
    }
}
