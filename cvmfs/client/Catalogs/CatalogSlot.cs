using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Catalogs;

/// <summary>
/// One catalog object at one mountpoint: its inodes and children, which stay known, and the open database, which comes and goes. The same slot serves all
/// revisions that show this object there.
/// </summary>
internal sealed class CatalogSlot(CatalogReference reference, long size, RepositoryPath? expectedPrefix)
{
    private const int MaxKnownDirectories = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<PathHash, RepositoryPath> _directories = [];
    private CatalogReader? _reader;
    private IReadOnlyDictionary<uint, long>? _hardlinks;
    private int _users;
    private bool _closing;
    private long _lastUse;
    private long _references;
    private long? _leftAt;

    /// <summary>Where its root is shown.</summary>
    public RepositoryPath Mountpoint => reference.Mountpoint;

    /// <summary>Its object.</summary>
    public ContentHash Hash => reference.Hash;

    /// <summary>Plain bytes of the database, or -1.</summary>
    public long Size => size;

    /// <summary>The prefix that its paths must have; null for bind mountpoints, which may show any.</summary>
    public RepositoryPath? ExpectedPrefix => expectedPrefix;

    /// <summary>The prefix that its paths have; known once it was open.</summary>
    public RepositoryPath RootPrefix { get; private set; }

    /// <summary>Key of its root directory.</summary>
    public PathHash RootKey { get; private set; }

    /// <summary>Inode = offset + row id; 0 until it was open once.</summary>
    public ulong InodeOffset { get; private set; }

    /// <summary>Highest row id.</summary>
    public ulong InodeCount { get; private set; }

    /// <summary>Seconds between looks for a new revision, from a root catalog.</summary>
    public uint TimeToLive { get; private set; } = CatalogProperties.DefaultTimeToLive;

    /// <summary>Whether the publisher wants its files to leave caches first.</summary>
    public bool IsVolatile { get; private set; }

    /// <summary>Who may read, from a root catalog; null for everybody.</summary>
    public string? Membership { get; private set; }

    /// <summary>Revision noted in the catalog.</summary>
    public Revision Revision { get; private set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset LastModified { get; private set; }

    /// <summary>Catalogs that hang directly below, by visible mountpoint; null until it was open once, and again when it is long gone.</summary>
    public Dictionary<RepositoryPath, CatalogSlot>? Children { get; private set; }

    /// <summary>Whether the revision shown now does not have it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>How often it was found damaged.</summary>
    public int Damages { get; set; }

    /// <summary>The download and opening under way, or null.</summary>
    public Task<ClientFailure?>? Opening { get; set; }

    /// <summary>Moment of the last use, as a counter of milliseconds.</summary>
    public long LastUse => Volatile.Read(ref _lastUse);

    /// <summary>Whether the database is open.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
                return _reader is not null;
        }
    }

    /// <summary>Takes the open catalog into use; false when it is not open.</summary>
    public bool TryAcquire(out CatalogLease lease)
    {
        lock (_gate)
        {
            if (_reader is null)
            {
                lease = default;
                return false;
            }

            _users++;
            _lastUse = Environment.TickCount64;
            lease = new CatalogLease(this, _reader);
            return true;
        }
    }

    /// <summary>Ends one use.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _users--;
            CloseWhenUnused();
        }
    }

    /// <summary>Puts an opened database in, and its inodes and children when they are not known.</summary>
    public void Attach(CatalogReader reader, Func<ulong, ulong> takeInodes, Func<CatalogSlot, CatalogReader, Dictionary<RepositoryPath, CatalogSlot>> makeChildren)
    {
        lock (_gate)
        {
            if (Children is null)
            {
                RootPrefix = reader.Properties.RootPrefix;
                RootKey = PathHash.Of(RootPrefix);
                TimeToLive = reader.Properties.TimeToLive ?? CatalogProperties.DefaultTimeToLive;
                IsVolatile = reader.Properties.IsVolatile;
                Membership = reader.Properties.VomsAuthorization;
                Revision = reader.Properties.Revision;
                LastModified = reader.Properties.LastModified;
                if (InodeOffset == 0)
                {
                    InodeCount = (ulong)reader.MaxRowId;
                    InodeOffset = takeInodes(InodeCount);
                }

                Children = makeChildren(this, reader);
            }

            _reader = reader;
            _closing = false;
            _lastUse = Environment.TickCount64;
        }
    }

    /// <summary>How often its inodes are remembered outside the client.</summary>
    public long References => Volatile.Read(ref _references);

    /// <summary>Counts references to its inodes, or takes them back (negative).</summary>
    public void Refer(long count) => Interlocked.Add(ref _references, count);

    /// <summary>Notes whether the revision that is shown now has it. One that is long gone keeps its inodes alone; what else it knew is read again when it is opened.</summary>
    /// <returns>Whether it can be forgotten: it is long gone, and nobody remembers an inode of it.</returns>
    public bool Note(bool isShown, TimeProvider time)
    {
        lock (_gate)
        {
            if (isShown)
            {
                _leftAt = null;
                return false;
            }

            _leftAt ??= time.GetTimestamp();
            if (time.GetElapsedTime(_leftAt.Value) < CatalogLimits.Grace || _reader is not null || Opening is { IsCompleted: false })
                return false;
            Children = null;
            lock (_directories)
            {
                _directories.Clear();
                _directories.TrimExcess();
            }

            return References <= 0;
        }
    }

    /// <summary>Its inodes, for another client.</summary>
    public SavedCatalog Save() => new(Mountpoint, Hash, Size, ExpectedPrefix, InodeOffset, InodeCount, IsRetired, References);

    /// <summary>Takes the inodes that it had in another client; before it is opened here.</summary>
    public void Restore(SavedCatalog saved)
    {
        InodeOffset = saved.InodeOffset;
        InodeCount = saved.InodeCount;
        IsRetired = saved.IsRetired;
        _references = saved.References;
    }

    /// <summary>Closes the database as soon as nobody uses it; false when it was closed already.</summary>
    public bool Close()
    {
        lock (_gate)
        {
            if (_reader is null || _closing)
                return false;
            _closing = true;
            CloseWhenUnused();
            return true;
        }
    }

    /// <summary>Key of a visible path in this catalog (formats §7.5: bind mountpoints rewrite the prefix).</summary>
    public PathHash KeyOf(ReadOnlySpan<byte> directory, ReadOnlySpan<byte> name)
    {
        var below = directory[Mountpoint.Utf8.Length..];
        var prefix = RootPrefix.Utf8;
        var length = prefix.Length + below.Length + (name.IsEmpty ? 0 : name.Length + 1);
        var path = length <= 1024 ? stackalloc byte[length] : new byte[length];
        prefix.CopyTo(path);
        below.CopyTo(path[prefix.Length..]);
        if (!name.IsEmpty)
        {
            path[prefix.Length + below.Length] = (byte)'/';
            name.CopyTo(path[(prefix.Length + below.Length + 1)..]);
        }

        return PathHash.Of(path);
    }

    /// <summary>The child catalog whose mountpoint lies above <paramref name="path"/>, or null.</summary>
    public CatalogSlot? ChildAbove(ReadOnlySpan<byte> path)
    {
        if (Children is not { Count: > 0 } children)
            return null;
        var lookup = children.GetAlternateLookup<ReadOnlySpan<byte>>();
        for (var end = Mountpoint.Utf8.Length + 1; end < path.Length; end++)
        {
            if (path[end] == '/' && lookup.TryGetValue(path[..end], out var child))
                return child;
        }

        return null;
    }

    /// <summary>The child catalog that hangs exactly here, or null.</summary>
    public CatalogSlot? ChildAt(RepositoryPath path) => Children?.GetValueOrDefault(path);

    /// <summary>The inode of an entry.</summary>
    public Inode InodeOf(DirectoryEntry entry, CatalogReader reader)
    {
        if (entry.HardlinkGroup == 0)
            return new Inode(InodeOffset + (ulong)entry.RowId);
        var groups = _hardlinks ??= reader.HardlinkGroups();
        return new Inode(InodeOffset + (ulong)groups.GetValueOrDefault(entry.HardlinkGroup, entry.RowId));
    }

    /// <summary>The visible path of a directory of this catalog, from its key.</summary>
    /// <exception cref="MalformedDataException">The rows do not lead to the catalog's root.</exception>
    public RepositoryPath PathOf(PathHash directory, CatalogReader reader)
    {
        if (directory == RootKey)
            return Mountpoint;
        lock (_directories)
        {
            if (_directories.TryGetValue(directory, out var known))
                return known;
        }

        var names = new Stack<ReadOnlyMemory<byte>>();
        for (var key = directory; key != RootKey;)
        {
            if (names.Count > MaxKnownDirectories || reader.Row(key) is not { } row)
                throw new MalformedDataException($"catalog {Hash}: a directory does not lead to the catalog's root");
            names.Push(row.Entry.Name);
            key = row.Parent;
        }

        var path = Mountpoint;
        while (names.TryPop(out var name))
            path = path.Combine(name.Span);
        lock (_directories)
        {
            if (_directories.Count >= MaxKnownDirectories)
                _directories.Clear();
            _directories[directory] = path;
        }

        return path;
    }

    private void CloseWhenUnused()
    {
        if (!_closing || _users > 0)
            return;
        _reader?.Dispose();
        _reader = null;
        _closing = false;
        _hardlinks = null;
    }
}
