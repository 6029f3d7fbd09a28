using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>One connection with its compiled statements; one thread at a time.</summary>
internal sealed class CatalogConnection : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _lookup;
    private readonly SqliteStatement _list;
    private readonly SqliteStatement _byRowId;
    private readonly SqliteSchema _schema;
    private readonly SqliteStatement? _chunks;
    private readonly long _fileLength;

    public CatalogConnection(SqliteDatabase database, SqliteSchema schema)
    {
        _database = database;
        _fileLength = new FileInfo(database.File).Length;
        var columns = CatalogTables.EntryColumns(schema);
        _lookup = database.Prepare(columns + " WHERE md5path_1=?1 AND md5path_2=?2");
        _list = database.Prepare(columns + " WHERE parent_1=?1 AND parent_2=?2");
        _byRowId = database.Prepare(columns + " WHERE rowid=?1");
        _schema = schema;
        if (schema.MissingColumn(CatalogTables.Chunks, "md5path_1", "md5path_2", "offset", "size", "hash") is null)
            _chunks = database.Prepare("SELECT offset, size, hash FROM chunks WHERE md5path_1=?1 AND md5path_2=?2 ORDER BY offset");
    }

    public SqliteDatabase Database => _database;

    public ReadBudget NewBudget() => new(_fileLength);

    public DirectoryEntry? Lookup(PathHash path)
    {
        try
        {
            _lookup.Bind(1, path.Low).Bind(2, path.High);
            var budget = NewBudget();
            return _lookup.Step() ? EntryRowReader.Read(_lookup, _database.File, ref budget) : null;
        }
        finally
        {
            _lookup.Reset();
        }
    }

    public CatalogRow? Row(long rowId)
    {
        _byRowId.Bind(1, rowId);
        return ReadRow(_byRowId);
    }

    public CatalogRow? Row(PathHash path)
    {
        _lookup.Bind(1, path.Low).Bind(2, path.High);
        return ReadRow(_lookup);
    }

    public IReadOnlyDictionary<uint, long> HardlinkGroups()
    {
        var groups = new Dictionary<uint, long>();
        if (!_schema.HasColumn(CatalogTables.Catalog, "hardlinks"))
            return groups;
        using var rows = _database.Prepare("SELECT hardlinks >> 32, min(rowid) FROM catalog WHERE hardlinks > 4294967295 OR hardlinks < 0 GROUP BY 1");
        while (rows.Step())
            groups[(uint)rows.GetInt64(0)] = rows.GetInt64(1);
        return groups;
    }

    public void List<TState>(PathHash directory, TState state, Action<TState, DirectoryEntry> onEntry)
    {
        try
        {
            _list.Bind(1, directory.Low).Bind(2, directory.High);
            var budget = NewBudget();
            while (_list.Step())
                onEntry(state, EntryRowReader.Read(_list, _database.File, ref budget));
        }
        finally
        {
            _list.Reset();
        }
    }

    public IReadOnlyList<FileChunk> Chunks(PathHash path, ContentHashAlgorithm algorithm)
    {
        if (_chunks is null)
            return [];
        try
        {
            _chunks.Bind(1, path.Low).Bind(2, path.High);
            return ChunkRowReader.ReadAll(_chunks, _database.File, algorithm, NewBudget());
        }
        finally
        {
            _chunks.Reset();
        }
    }

    public void Dispose()
    {
        _lookup.Dispose();
        _list.Dispose();
        _byRowId.Dispose();
        _chunks?.Dispose();
        _database.Dispose();
    }

    private CatalogRow? ReadRow(SqliteStatement statement)
    {
        try
        {
            var budget = NewBudget();
            return statement.Step()
                ? new CatalogRow(EntryRowReader.ReadPath(statement), EntryRowReader.ReadParent(statement), EntryRowReader.Read(statement, _database.File, ref budget))
                : null;
        }
        finally
        {
            statement.Reset();
        }
    }
}
