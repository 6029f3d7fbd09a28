using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Fuse;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>Open files by the number that the kernel repeats, from OPEN to RELEASE.</summary>
internal sealed class HandleTable
{
    private readonly ConcurrentDictionary<ulong, OpenFile> _files = new();
    private ulong _last;

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
