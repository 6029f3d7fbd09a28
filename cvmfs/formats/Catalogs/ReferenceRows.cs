using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Changes one of the two tables of references.</summary>
internal sealed class ReferenceRows(SqliteDatabase database, string table) : IDisposable
{
    private readonly SqliteStatement _insert = database.Prepare($"INSERT INTO {table} (path, sha1, size) VALUES (?1, ?2, ?3)");
    private readonly SqliteStatement _remove = database.Prepare($"DELETE FROM {table} WHERE path=?1");

    /// <summary>Adds or replaces; true when it is new.</summary>
    public bool Set(NestedCatalog reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var isNew = !Remove(reference.Path);
        _insert.BindText(1, reference.Path.Utf8)
            .BindText(2, reference.Hash.IsNull ? "" : reference.Hash.ToString())
            .Bind(3, (long)reference.Size)
            .Run();
        return isNew;
    }

    public bool Remove(RepositoryPath path)
    {
        _remove.BindText(1, path.Utf8).Run();
        return database.Changes > 0;
    }

    public IReadOnlyList<NestedCatalog> ReadAll() =>
        ReferenceTable.Read(database, SqliteSchema.Read(database, table), table, new ReadBudget(long.MaxValue)).Value;

    public void Dispose()
    {
        _insert.Dispose();
        _remove.Dispose();
    }
}
