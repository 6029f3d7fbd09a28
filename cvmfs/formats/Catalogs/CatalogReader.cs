using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>
/// A catalog opened for reading, from any number of threads. The file must not change meanwhile. Reading a damaged catalog
/// throws <see cref="MalformedDataException"/>.
/// </summary>
public sealed class CatalogReader : IDisposable
{
    // Idle connections beyond this are closed: each holds a file descriptor and up to a MiB of pages.
    private static readonly int MaxIdle = Math.Min(Environment.ProcessorCount, 4);

    private readonly Stack<CatalogConnection> _idle = new();
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly SqliteSchema _schema;
    private bool _disposed;

    private CatalogReader(string file, SqliteSchema schema, CatalogConnection first)
    {
        _file = file;
        _schema = schema;
        _idle.Push(first);
    }

    /// <summary>The <c>properties</c> table.</summary>
    public required CatalogProperties Properties { get; init; }

    /// <summary>The <c>statistics</c> table.</summary>
    public required CatalogCounters Counters { get; init; }

    /// <summary>Catalogs that hang directly below this one, in the order of their paths.</summary>
    public required IReadOnlyList<NestedCatalog> NestedCatalogs { get; init; }

    /// <summary>Catalog trees shown at another place, in the order of their paths.</summary>
    public required IReadOnlyList<NestedCatalog> BindMountpoints { get; init; }

    /// <summary>Highest row id, the number of inodes to set aside; 0 for none.</summary>
    public required long MaxRowId { get; init; }

    /// <summary>Opens a plain (decompressed) catalog file, of any schema that was ever in use.</summary>
    public static Parsed<CatalogReader> Open(string databaseFile)
    {
        ArgumentNullException.ThrowIfNull(databaseFile);
        SqliteDatabase? database = null;
        CatalogConnection? connection = null;
        CatalogReader? reader = null;
        try
        {
            database = SqliteDatabase.OpenImmutable(databaseFile);
            var opened = CatalogOpener.Open(database);
            if (!opened.TryGet(out var head, out var error))
                return error;
            connection = new CatalogConnection(database, head.Schema);
            if (connection.Lookup(PathHash.Of(head.Properties.RootPrefix)) is null)
                return CatalogErrors.NoRoot(databaseFile, head.Properties.RootPrefix);
            reader = new CatalogReader(databaseFile, head.Schema, connection)
            {
                Properties = head.Properties,
                Counters = head.Counters,
                NestedCatalogs = head.Nested,
                BindMountpoints = head.Bind,
                MaxRowId = database.QueryInt64("SELECT max(rowid) FROM catalog") ?? 0,
            };
            return reader;
        }
        catch (MalformedDataException e)
        {
            return e.Error;
        }
        catch (IOException e)
        {
            return CatalogErrors.NotReadable(databaseFile, e.Message);
        }
        finally
        {
            if (reader is null)
            {
                connection?.Dispose();
                database?.Dispose();
            }
        }
    }

    /// <summary>Finds an entry by the key of its path; false when this catalog has none.</summary>
    public bool TryLookup(PathHash path, [NotNullWhen(true)] out DirectoryEntry? entry)
    {
        entry = Use(path, static (connection, path) => connection.Lookup(path));
        return entry is not null;
    }

    /// <summary>Finds a row by its number, with the keys by which it hangs in the tree; null when there is none.</summary>
    public CatalogRow? Row(long rowId) => Use(rowId, static (connection, rowId) => connection.Row(rowId));

    /// <summary>Finds a row by the key of its path, with its parent's key; null when there is none.</summary>
    public CatalogRow? Row(PathHash path) => Use(path, static (connection, path) => connection.Row(path));

    /// <summary>The lowest row id of every hard-link group. Reads the whole table.</summary>
    public IReadOnlyDictionary<uint, long> HardlinkGroups() => Use(0, static (connection, _) => connection.HardlinkGroups());

    /// <summary>Gives every entry of a directory, hidden ones included, in the order of their row ids.</summary>
    public void List(PathHash directory, Action<DirectoryEntry> onEntry)
    {
        ArgumentNullException.ThrowIfNull(onEntry);
        List(directory, onEntry, static (action, entry) => action(entry));
    }

    /// <summary>As <see cref="List(PathHash, Action{DirectoryEntry})"/>, without a closure.</summary>
    public void List<TState>(PathHash directory, TState state, Action<TState, DirectoryEntry> onEntry)
    {
        ArgumentNullException.ThrowIfNull(onEntry);
        Use((directory, state, onEntry), static (connection, job) =>
        {
            connection.List(job.directory, job.state, job.onEntry);
            return true;
        });
    }

    /// <summary>Every entry of a directory, hidden ones included, in the order of their row ids.</summary>
    public IReadOnlyList<DirectoryEntry> List(PathHash directory)
    {
        var entries = new List<DirectoryEntry>();
        List(directory, entries, static (list, entry) => list.Add(entry));
        return entries;
    }

    /// <summary>The chunks of a file, contiguous from 0; none when it is not chunked.</summary>
    /// <param name="path">Key of the file.</param>
    /// <param name="algorithm">The file's hash algorithm (<see cref="DirectoryEntry.Hash"/>).</param>
    public IReadOnlyList<FileChunk> Chunks(PathHash path, ContentHashAlgorithm algorithm) =>
        Use((path, algorithm), static (connection, job) => connection.Chunks(job.path, job.algorithm));

    /// <summary>Gives every row of the catalog in row-id order: for checks, garbage collection and copies.</summary>
    public void ForEachRow(Action<CatalogRow> onRow)
    {
        ArgumentNullException.ThrowIfNull(onRow);
        Use(onRow, (connection, action) =>
        {
            CatalogScan.Entries(connection, _schema, action);
            return true;
        });
    }

    /// <summary>Gives every chunk of every file, in no particular order of files.</summary>
    public void ForEachChunk(Action<PathHash, FileChunk> onChunk)
    {
        ArgumentNullException.ThrowIfNull(onChunk);
        Use(onChunk, (connection, action) =>
        {
            CatalogScan.Chunks(connection, _schema, action);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_idle.TryPop(out var connection))
                connection.Dispose();
        }
    }

    private TResult Use<TState, TResult>(TState state, Func<CatalogConnection, TState, TResult> work)
    {
        CatalogConnection? connection = null;
        try
        {
            connection = Rent();
            return work(connection, state);
        }
        catch (SqliteException e)
        {
            throw new MalformedDataException(CatalogErrors.Damaged(_file, e.Message));
        }
        finally
        {
            if (connection is not null)
                Return(connection);
        }
    }

    private CatalogConnection Rent()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_idle.TryPop(out var connection))
                return connection;
        }

        return new CatalogConnection(SqliteDatabase.OpenImmutable(_file), _schema);
    }

    private void Return(CatalogConnection connection)
    {
        lock (_gate)
        {
            if (!_disposed && _idle.Count < MaxIdle)
            {
                _idle.Push(connection);
                return;
            }
        }

        connection.Dispose();
    }
}
