using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;
using CernVM.Cvmfs.Formats.Sqlite.Pages;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>
/// A catalog opened for reading, from any number of threads. The file must not change meanwhile. Reading a damaged catalog
/// throws <see cref="MalformedDataException"/>. Lookups and listings read the pages of the file; SQLite opens it, and reads whole tables.
/// </summary>
public sealed class CatalogReader : IDisposable
{
    private static readonly int MaxIdle = Math.Min(Environment.ProcessorCount, 4);

    private readonly SqliteSchema _schema;
    private readonly CatalogConnections _connections;
    private readonly CatalogPages? _pages;

    private CatalogReader(string file, SqliteSchema schema, CatalogPages? pages)
    {
        _schema = schema;
        _pages = pages;
        _connections = new CatalogConnections(file, schema, pages is null ? MaxIdle : 0);
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

    /// <summary>What is unusual about the catalog so that every question goes through SQLite, several times slower; null for an ordinary one.</summary>
    public required string? SlowBecause { get; init; }

    private ICatalogQueries Queries => _pages is null ? _connections : _pages;

    /// <summary>Opens a plain (decompressed) catalog file, of any schema that was ever in use.</summary>
    public static Parsed<CatalogReader> Open(string databaseFile) => Open(databaseFile, readPages: true);

    /// <summary>As <see cref="Open(string)"/>; without <paramref name="readPages"/> every question goes through SQLite.</summary>
    internal static Parsed<CatalogReader> Open(string databaseFile, bool readPages)
    {
        ArgumentNullException.ThrowIfNull(databaseFile);
        PagedFile? file = null;
        CatalogReader? reader = null;
        try
        {
            using var database = SqliteDatabase.OpenImmutable(databaseFile);
            if (!CatalogOpener.Open(database).TryGet(out var head, out var error))
                return error;
            var slow = "pages are not wanted";
            var layout = readPages ? CatalogLayout.Read(database, head.Schema, out slow) : null;
            file = layout is null ? null : PagedFile.Open(databaseFile);
            var opened = new CatalogReader(databaseFile, head.Schema, file is null ? null : new CatalogPages(file, layout!))
            {
                Properties = head.Properties,
                Counters = head.Counters,
                NestedCatalogs = head.Nested,
                BindMountpoints = head.Bind,
                MaxRowId = database.QueryInt64("SELECT max(rowid) FROM catalog") ?? 0,
                SlowBecause = file is null ? slow : null,
            };
            if (opened.Queries.Lookup(PathHash.Of(head.Properties.RootPrefix)) is null)
                return CatalogErrors.NoRoot(databaseFile, head.Properties.RootPrefix);
            reader = opened;
            return reader;
        }
        catch (MalformedDataException e)
        {
            return e.Error;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CatalogErrors.NotReadable(databaseFile, e.Message);
        }
        finally
        {
            if (reader is null)
                file?.Dispose();
        }
    }

    /// <summary>Finds an entry by the key of its path; false when this catalog has none.</summary>
    public bool TryLookup(PathHash path, [NotNullWhen(true)] out DirectoryEntry? entry)
    {
        entry = Queries.Lookup(path);
        return entry is not null;
    }

    /// <summary>Finds a row by its number, with the keys by which it hangs in the tree; null when there is none.</summary>
    public CatalogRow? Row(long rowId) => Queries.Row(rowId);

    /// <summary>Finds a row by the key of its path, with its parent's key; null when there is none.</summary>
    public CatalogRow? Row(PathHash path) => Queries.Row(path);

    /// <summary>The lowest row id of every hard-link group. Reads the whole table.</summary>
    public IReadOnlyDictionary<uint, long> HardlinkGroups() => _connections.Use(0, static (connection, _) => connection.HardlinkGroups());

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
        Queries.List(directory, state, onEntry);
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
    public IReadOnlyList<FileChunk> Chunks(PathHash path, ContentHashAlgorithm algorithm) => Queries.Chunks(path, algorithm);

    /// <summary>Gives every row of the catalog in row-id order: for checks, garbage collection and copies.</summary>
    public void ForEachRow(Action<CatalogRow> onRow)
    {
        ArgumentNullException.ThrowIfNull(onRow);
        _connections.Use(onRow, (connection, action) =>
        {
            CatalogScan.Entries(connection, _schema, action);
            return true;
        });
    }

    /// <summary>Gives every chunk of every file, in no particular order of files.</summary>
    public void ForEachChunk(Action<PathHash, FileChunk> onChunk)
    {
        ArgumentNullException.ThrowIfNull(onChunk);
        _connections.Use(onChunk, (connection, action) =>
        {
            CatalogScan.Chunks(connection, _schema, action);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pages?.Dispose();
        _connections.Dispose();
    }
}
