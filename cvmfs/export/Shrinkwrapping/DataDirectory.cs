using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>
/// File content by identity. A file that has its name is complete. Exports hold a shared lock; garbage collection is done by one that gets it alone, so
/// that content written by another export but not linked yet survives.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private const string Staging = ".tmp";
    private const string LockName = ".lock";
    private const uint FolderPermissions = 0x1C0;

    private readonly string _path;
    private readonly SafeFileHandle _lock;

    private DataDirectory(string path, DirectoryHandle root, SafeFileHandle held)
    {
        _path = path;
        _lock = held;
        Root = root;
    }

    public DirectoryHandle Root { get; }

    /// <exception cref="IOException">The directory cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static DataDirectory Open(string path)
    {
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path.Combine(path, Staging));
        if (!DirectoryHandle.Open(path).TryGet(out var root))
            throw new IOException($"{path} cannot be opened.");
        var held = File.OpenHandle(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        held.Lock(exclusive: false).OrThrow($"lock {path}");
        return new DataDirectory(path, root, held);
    }

    public bool Has(ReadOnlySpan<byte> identity, out ulong inode, out uint links)
    {
        var there = Root.Status(identity).TryGet(out var status);
        inode = status.Inode;
        links = status.LinkCount;
        return there;
    }

    /// <summary>A new file to fill, and its name.</summary>
    public SafeFileHandle Create(out byte[] name)
    {
        name = System.Text.Encoding.ASCII.GetBytes($"{Staging}/{Guid.NewGuid():N}");
        var opened = Root.OpenFile(name, OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.ReadWrite, 0x180);
        if (!opened.TryGet(out var file))
            throw new IOException($"A file in {_path}/{Staging} cannot be made: {opened.Error.Describe()}.");
        return file;
    }

    /// <summary>Gives a complete file its identity. Another one that was faster stays, unless it is to be replaced.</summary>
    public void Commit(ReadOnlySpan<byte> name, ReadOnlySpan<byte> identity, bool replace)
    {
        var mode = replace ? RenameMode.Replace : RenameMode.KeepExisting;
        var moved = Root.Rename(name, Root, identity, mode);
        if (moved.Error == Errno.ENOENT)
        {
            _ = Root.MakeDirectory(identity[..2], FolderPermissions);
            _ = Root.MakeDirectory(identity[..5], FolderPermissions);
            moved = Root.Rename(name, Root, identity, mode);
        }

        if (moved.Error == Errno.EEXIST)
            moved = Root.Unlink(name);
        if (!moved.IsOk)
            throw new IOException($"The content {System.Text.Encoding.ASCII.GetString(identity)} cannot be put into {_path}: {moved}.");
    }

    /// <summary>Removes content that nothing links to; null when another export is at work.</summary>
    public (long Files, long Bytes)? CollectGarbage(CancellationToken cancel)
    {
        if (!_lock.TryLock(exclusive: true).IsOk)
            return null;
        long files = 0, bytes = 0;
        foreach (var file in Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories))
        {
            cancel.ThrowIfCancellationRequested();
            var name = System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(_path, file));
            if (file == Path.Combine(_path, LockName) || !Root.Status(name).TryGet(out var status) || status.LinkCount != 1)
                continue;
            if (Root.Unlink(name).IsOk)
                (files, bytes) = (files + 1, bytes + status.Size);
        }

        return (files, bytes);
    }

    public void Dispose()
    {
        Root.Dispose();
        _lock.Dispose();
    }
}
