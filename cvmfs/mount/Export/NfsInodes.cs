using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Mount.Export;

/// <summary>
/// Inodes of paths that stay the same for ever: an NFS server gives them to its clients, which keep them over its restarts. A table with the original's
/// layout for shared directories (<c>nfs_maps.&lt;fqrn&gt;/inode_maps.db</c>: the row id is the inode), with what was used lately in memory.
/// </summary>
internal sealed class NfsInodes : IDisposable
{
    /// <summary>Ours: about 10 MB of paths.</summary>
    private const int MostRemembered = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, RepositoryPath> _paths = [];
    private readonly Dictionary<RepositoryPath, ulong> _inodes = [];
    private readonly NfsSettings _settings;
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _add;
    private readonly SqliteStatement _pathOf;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;

    private NfsInodes(NfsSettings settings, SqliteDatabase database)
    {
        _settings = settings;
        _database = database;
        database.Execute("PRAGMA busy_timeout=10000");
        database.Execute("CREATE TABLE IF NOT EXISTS inodes (path TEXT PRIMARY KEY)");
        database.Execute($"INSERT OR IGNORE INTO inodes (rowid, path) VALUES ({Inode.First}, '')");
        _find = database.Prepare("SELECT rowid FROM inodes WHERE path = ?1");
        _add = database.Prepare("INSERT OR IGNORE INTO inodes (rowid, path) SELECT (max(rowid) / ?2 + 1) * ?2 + ?3, ?1 FROM inodes");
        _pathOf = database.Prepare("SELECT path FROM inodes WHERE rowid = ?1");
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
    }

    /// <summary>Opens the table, making it where there is none.</summary>
    public static ClientResult<NfsInodes> Open(ClientSettings settings, NfsSettings nfs)
    {
        var folder = Path.Combine(nfs.SharedDirectory ?? settings.Cache.Workspace, $"nfs_maps.{settings.Repository}");
        try
        {
            Directory.CreateDirectory(folder);
            return new NfsInodes(nfs, SqliteDatabase.OpenReadWrite(Path.Combine(folder, "inode_maps.db"), create: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ClientFailure(ClientFailureKind.Unknown, $"The inodes for NFS in '{folder}' cannot be used: {e.Message} Check CVMFS_NFS_SHARED and its permissions.");
        }
    }

    /// <summary>The inode of a path, made when there is none yet.</summary>
    /// <exception cref="SqliteException">The table cannot be written.</exception>
    public ulong Of(RepositoryPath path)
    {
        lock (_gate)
            return _inodes.TryGetValue(path, out var known) ? known : Remember(path, Find(path) ?? Add(path));
    }

    /// <summary>Makes the inodes of a whole directory in one step.</summary>
    /// <exception cref="SqliteException">The table cannot be written.</exception>
    public void Prepare(IEnumerable<RepositoryPath> paths)
    {
        lock (_gate)
        {
            var missing = paths.Where(path => !_inodes.ContainsKey(path)).ToList();
            if (missing.Count == 0)
                return;
            _begin.Run();
            foreach (var path in missing)
                Remember(path, Find(path) ?? Add(path));
            _commit.Run();
        }
    }

    /// <summary>The path that has an inode; null when none ever had it.</summary>
    public RepositoryPath? PathOf(ulong inode)
    {
        lock (_gate)
        {
            if (_paths.TryGetValue(inode, out var known))
                return known;
            _pathOf.Bind(1, (long)inode);
            try
            {
                if (!_pathOf.Step() || !RepositoryPath.TryFromUtf8(_pathOf.GetBytes(0), out var path))
                    return null;
                Remember(path, inode);
                return path;
            }
            finally
            {
                _pathOf.Reset();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in new[] { _find, _add, _pathOf, _begin, _commit })
            statement.Dispose();
        _database.Dispose();
    }

    private ulong? Find(RepositoryPath path)
    {
        _find.BindText(1, path.Utf8);
        try
        {
            return _find.Step() ? (ulong)_find.GetInt64(0) : null;
        }
        finally
        {
            _find.Reset();
        }
    }

    // Another server may be quicker: then its row is found.
    private ulong Add(RepositoryPath path)
    {
        _add.BindText(1, path.Utf8).Bind(2, (long)_settings.Divisor).Bind(3, (long)_settings.Remainder).Run();
        return Find(path) ?? throw new InvalidOperationException($"The inode of {path} was not kept.");
    }

    private ulong Remember(RepositoryPath path, ulong inode)
    {
        if (_paths.Count >= MostRemembered)
        {
            _paths.Clear();
            _inodes.Clear();
        }

        _paths[inode] = path;
        _inodes[path] = inode;
        return inode;
    }
}
