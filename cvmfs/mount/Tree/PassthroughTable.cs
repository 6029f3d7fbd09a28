using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Replacement;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>
/// Which open files the kernel reads by itself. All opens of one inode must agree (fs/fuse/iomode.c), so that the first one decides and
/// the last close forgets.
/// </summary>
internal sealed class PassthroughTable(MountLog log)
{
    /// <summary>
    /// Ours: below it, two system calls an open cost more than one copy of the content, which then stays in the kernel's cache.
    /// </summary>
    public const long SmallestFile = 128 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<Inode, Use> _uses = [];
    private FuseConnection? _connection;

    /// <summary>Begins to offer files, when the kernel can take them.</summary>
    public void Start(FuseConnection connection) => _connection = connection.CanPassThrough ? connection : null;

    /// <summary>Counts an open; the answer is none when the kernel shall ask us for the content.</summary>
    public BackingId Open(Inode inode, SafeFileHandle? file, long length)
    {
        if (_connection is null || file is null || length < SmallestFile)
            return default;
        lock (_lock)
        {
            if (!_uses.TryGetValue(inode, out var use))
                _uses.Add(inode, use = new Use(Offer(_connection, file)));
            use.Count++;
            return use.Backing;
        }
    }

    /// <summary>Takes an open back that <see cref="Open"/> counted with the same arguments.</summary>
    public void Close(Inode inode, SafeFileHandle? file, long length)
    {
        if (_connection is null || file is null || length < SmallestFile)
            return;
        lock (_lock)
        {
            if (!_uses.TryGetValue(inode, out var use) || --use.Count > 0)
                return;
            _uses.Remove(inode);
            if (use.Backing.Value != 0)
                _ = _connection.CloseBacking(use.Backing);
        }
    }

    /// <summary>The counts, for another process; the kernel's numbers stay valid for it.</summary>
    public IReadOnlyList<SavedBacking> Save()
    {
        lock (_lock)
            return [.. _uses.Select(pair => new SavedBacking(pair.Key.Number, pair.Value.Backing.Value, pair.Value.Count))];
    }

    /// <summary>Takes the counts of another process.</summary>
    public void Restore(IReadOnlyList<SavedBacking> saved)
    {
        lock (_lock)
        {
            foreach (var use in saved)
                _uses[new Inode(use.Inode)] = new Use(new BackingId(use.Backing)) { Count = use.Count };
        }
    }

    private BackingId Offer(FuseConnection connection, SafeFileHandle file)
    {
        var offered = connection.OpenBacking(file);
        if (offered.TryGet(out var backing))
            return backing;

        // ELOOP: the cache lies on a stacked file system, and so do all other files of it.
        if (offered.Error is Errno.ELOOP or Errno.EPERM or Errno.EOPNOTSUPP)
        {
            log.Information(MountEvent.PassthroughRefused, $"The kernel does not read cached files by itself: {offered.Error.Describe()}. Reads are copied instead.");
            _connection = null;
        }
        return default;
    }

    private sealed class Use(BackingId backing)
    {
        public BackingId Backing => backing;

        public int Count { get; set; }
    }
}
