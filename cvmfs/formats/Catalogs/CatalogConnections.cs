using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Answers through SQLite, from any number of threads: each takes a connection for the length of a call.</summary>
/// <param name="file">The catalog.</param>
/// <param name="schema">Its tables.</param>
/// <param name="mostIdle">Idle connections that are kept: each holds a descriptor and up to a MiB of pages.</param>
internal sealed class CatalogConnections(string file, SqliteSchema schema, int mostIdle) : ICatalogQueries, IDisposable
{
    private readonly Stack<CatalogConnection> _idle = new();
    private readonly Lock _gate = new();
    private bool _disposed;

    public DirectoryEntry? Lookup(PathHash path) => Use(path, static (connection, path) => connection.Lookup(path));

    public CatalogRow? Row(long rowId) => Use(rowId, static (connection, rowId) => connection.Row(rowId));

    public CatalogRow? Row(PathHash path) => Use(path, static (connection, path) => connection.Row(path));

    public void List<TState>(PathHash directory, TState state, Action<TState, DirectoryEntry> onEntry) =>
        Use((directory, state, onEntry), static (connection, job) =>
        {
            connection.List(job.directory, job.state, job.onEntry);
            return true;
        });

    public IReadOnlyList<FileChunk> Chunks(PathHash path, ContentHashAlgorithm algorithm) =>
        Use((path, algorithm), static (connection, job) => connection.Chunks(job.path, job.algorithm));

    /// <summary>Runs one piece of work on a connection.</summary>
    public TResult Use<TState, TResult>(TState state, Func<CatalogConnection, TState, TResult> work)
    {
        CatalogConnection? connection = null;
        try
        {
            connection = Rent();
            return work(connection, state);
        }
        catch (SqliteException e)
        {
            throw new MalformedDataException(CatalogErrors.Damaged(file, e.Message));
        }
        finally
        {
            if (connection is not null)
                Return(connection);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_idle.TryPop(out var connection))
                connection.Dispose();
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

        return new CatalogConnection(SqliteDatabase.OpenImmutable(file), schema);
    }

    private void Return(CatalogConnection connection)
    {
        lock (_gate)
        {
            if (!_disposed && _idle.Count < mostIdle)
            {
                _idle.Push(connection);
                return;
            }
        }

        connection.Dispose();
    }
}
