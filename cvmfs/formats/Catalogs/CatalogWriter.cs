using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>
/// Changes a catalog in a working copy, schema 2.5 revision 7; one thread at a time. The <c>self_</c> counters follow every
/// change by themselves. Nothing is in the file for certain before <see cref="Commit"/>.
/// </summary>
public sealed partial class CatalogWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly CatalogStatements _statements;
    private readonly ReferenceRows _nested;
    private readonly ReferenceRows _bind;
    private CounterSet _self;
    private CounterSet _subtree;

    private CatalogWriter(SqliteDatabase database, CatalogProperties properties, CatalogCounters counters)
    {
        _database = database;
        Properties = properties;
        _self = counters.Self;
        _subtree = counters.Subtree;
        _statements = new CatalogStatements(database, CatalogTables.EntryColumns(CatalogTables.ReadSchema(database)));
        _nested = new ReferenceRows(database, CatalogTables.Nested);
        _bind = new ReferenceRows(database, CatalogTables.Bind);
    }

    /// <summary>The working copy.</summary>
    public string File => _database.File;

    /// <summary>The <c>properties</c> table; what is set here is written by <see cref="Commit"/>.</summary>
    public CatalogProperties Properties { get; set; }

    /// <summary>The <c>statistics</c> table as it will be written.</summary>
    public CatalogCounters Counters => new(_self, _subtree);

    /// <summary>Finds an entry.</summary>
    public bool TryLookup(RepositoryPath path, [NotNullWhen(true)] out DirectoryEntry? entry)
    {
        var key = PathHash.Of(path);
        try
        {
            _statements.Lookup.Bind(1, key.Low).Bind(2, key.High);
            var budget = new ReadBudget(long.MaxValue);
            entry = _statements.Lookup.Step() ? EntryRowReader.Read(_statements.Lookup, File, ref budget) : null;
            return entry is not null;
        }
        finally
        {
            _statements.Lookup.Reset();
        }
    }

    /// <summary>All entries of a directory, in the order of their row ids.</summary>
    public IReadOnlyList<DirectoryEntry> List(RepositoryPath directory)
    {
        var key = PathHash.Of(directory);
        var entries = new List<DirectoryEntry>();
        try
        {
            _statements.List.Bind(1, key.Low).Bind(2, key.High);
            var budget = new ReadBudget(long.MaxValue);
            while (_statements.List.Step())
                entries.Add(EntryRowReader.Read(_statements.List, File, ref budget));
            return entries;
        }
        finally
        {
            _statements.List.Reset();
        }
    }

    /// <summary>Adds an entry, which must not be there yet. Its name is the path's last component.</summary>
    public void Insert(RepositoryPath path, DirectoryEntry entry)
    {
        Require(path, entry);
        EntryRowWriter.Run(_statements.Insert, path, entry);
        _self += CounterSet.Of(entry);
    }

    /// <summary>Replaces an entry, which must be there; its chunks stay. Throws <see cref="KeyNotFoundException"/>.</summary>
    public void Update(RepositoryPath path, DirectoryEntry entry)
    {
        Require(path, entry);
        if (!TryLookup(path, out var old))
            throw new KeyNotFoundException($"Catalog {File} has no entry {path} that could be updated.");
        EntryRowWriter.Run(_statements.Update, path, entry);
        _self += CounterSet.Of(entry) - CounterSet.Of(old);
    }

    /// <summary>Removes an entry and its chunks; false when it was not there. A directory's content is the caller's affair.</summary>
    public bool Remove(RepositoryPath path)
    {
        if (!TryLookup(path, out var old))
            return false;
        RemoveChunks(path);
        var key = PathHash.Of(path);
        _statements.Remove.Bind(1, key.Low).Bind(2, key.High).Run();
        _self -= CounterSet.Of(old);
        return true;
    }

    /// <summary>The chunks of a file.</summary>
    public IReadOnlyList<FileChunk> Chunks(RepositoryPath path, ContentHashAlgorithm algorithm)
    {
        var key = PathHash.Of(path);
        try
        {
            _statements.Chunks.Bind(1, key.Low).Bind(2, key.High);
            return ChunkRowReader.ReadAll(_statements.Chunks, File, algorithm, new ReadBudget(long.MaxValue));
        }
        finally
        {
            _statements.Chunks.Reset();
        }
    }

    /// <summary>Replaces the chunks of a file, whose entry must be there already.</summary>
    public void SetChunks(RepositoryPath path, IReadOnlyCollection<FileChunk> chunks)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        RemoveChunks(path);
        var key = PathHash.Of(path);
        foreach (var chunk in chunks)
        {
            _statements.InsertChunk.Bind(1, key.Low).Bind(2, key.High).Bind(3, chunk.Offset).Bind(4, chunk.Size);
            EntryRowWriter.BindHash(_statements.InsertChunk, 5, chunk.Hash);
            _statements.InsertChunk.Run();
        }

        _self += default(CounterSet).With(CatalogCounter.Chunks, chunks.Count);
    }

    /// <summary>A number for a new hard-link group, unused in this catalog.</summary>
    public uint NextHardlinkGroup() => (uint)((_database.QueryInt64("SELECT max(hardlinks) FROM catalog") ?? 0) >> 32) + 1;

    /// <inheritdoc/>
    public void Dispose()
    {
        _statements.Dispose();
        _nested.Dispose();
        _bind.Dispose();
        _database.Dispose();
    }

    private void RemoveChunks(RepositoryPath path)
    {
        var key = PathHash.Of(path);
        _statements.RemoveChunks.Bind(1, key.Low).Bind(2, key.High).Run();
        _self -= default(CounterSet).With(CatalogCounter.Chunks, _database.Changes);
    }

    // A row that our own reader would refuse must never be written.
    private static void Require(RepositoryPath path, DirectoryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        const EntryFlags TypeBits = EntryFlags.Directory | EntryFlags.File | EntryFlags.Symlink | EntryFlags.Special;
        if ((entry.Flags & TypeBits) != DirectoryEntry.TypeFlags(entry.Mode))
            throw new ArgumentException($"Flags {entry.Flags} and mode 0{Convert.ToString(entry.Mode, 8)} of {path} contradict each other.", nameof(entry));
        if (path.Name.Length > EntryLimits.NameLength || entry.Symlink.Length > EntryLimits.SymlinkLength || entry.Xattrs.Length > EntryLimits.XattrLength)
            throw new ArgumentException($"Name, target or attributes of {path} are longer than a catalog can hold.", nameof(entry));
        var mounts = entry.Flags & (EntryFlags.NestedMountpoint | EntryFlags.NestedRoot | EntryFlags.BindMountpoint);
        if (System.Numerics.BitOperations.PopCount((uint)mounts) > 1)
            throw new ArgumentException($"{path} cannot be more than one of nested mountpoint, nested root and bind mountpoint.", nameof(entry));
    }
}
