using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Fuse;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>Open files by the number that the kernel repeats, from OPEN to RELEASE.</summary>
internal sealed class HandleTable
{
    private readonly ConcurrentDictionary<ulong, OpenFile> _files = new();
    private ulong _last;

    /// <summary>The highest number given out; set only before the first one is.</summary>
    public ulong Last
    {
        get => Volatile.Read(ref _last);
        set => Volatile.Write(ref _last, value);
    }

    /// <summary>Some open file, or null.</summary>
    public OpenFile? First => _files.Values.FirstOrDefault();

    /// <summary>All of them.</summary>
    public IReadOnlyList<(FuseHandle Handle, OpenFile File)> All() => [.. _files.Select(pair => (new FuseHandle(pair.Key), pair.Value))];

    /// <summary>Whether a file of that inode is open.</summary>
    public bool IsOpen(Inode inode) => _files.Any(pair => pair.Value.Node.Inode == inode);

    /// <summary>Puts an open file under the number that another process gave it.</summary>
    public void Restore(FuseHandle handle, OpenFile file) => _files[handle.Value] = file;

    public FuseHandle Add(OpenFile file)
    {
        var number = Interlocked.Increment(ref _last);
        _files[number] = file;
        return new FuseHandle(number);
    }

    public bool TryGet(FuseHandle handle, [NotNullWhen(true)] out OpenFile? file) => _files.TryGetValue(handle.Value, out file);

    public bool TryRemove(FuseHandle handle, [NotNullWhen(true)] out OpenFile? file) => _files.TryRemove(handle.Value, out file);

    /// <summary>Closes what the kernel never released, after a mount was cut off.</summary>
    public void Clear()
    {
        foreach (var number in _files.Keys)
        {
            if (_files.TryRemove(number, out var file))
                file.Content.Dispose();
        }
    }
}
