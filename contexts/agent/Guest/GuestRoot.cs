using System.Text;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Contexts.Agent.Guest;

/// <summary>
/// The guest's file system below one directory: <c>/</c> in a running machine, any folder in a trial. Paths are absolute in
/// the guest. Files appear whole under their names or not at all. Failures are <see cref="IOException"/>s that name the path.
/// </summary>
public sealed partial class GuestRoot : IDisposable
{
    /// <summary>Largest file that is read or rewritten, in bytes. Ours, arbitrary.</summary>
    public const int LargestFile = 32 << 20;

    private readonly DirectoryHandle _root;
    private readonly IOwnership _ownership;
    private readonly uint _trustedUid;

    private GuestRoot(string directory, DirectoryHandle root, IOwnership ownership)
    {
        Directory = directory;
        _root = root;
        _ownership = ownership;
        _trustedUid = root.Status([]).OrThrow($"look at {directory}").Uid;
    }

    /// <summary>The directory on this machine that is the guest's root.</summary>
    public string Directory { get; }

    /// <summary>True when the guest is the running machine, so that commands may run and the kernel may be told.</summary>
    public bool IsRunningSystem => Directory == "/";

    /// <summary>Opens a guest.</summary>
    /// <exception cref="LinuxException">The directory cannot be opened.</exception>
    public static GuestRoot Open(string directory, IOwnership ownership)
    {
        var full = Path.GetFullPath(directory);
        return new GuestRoot(full, DirectoryHandle.Open(full).OrThrow($"open the root directory {full}"), ownership);
    }

    /// <summary>What a path is, its last step not followed; null when it does not exist.</summary>
    public FileStatus? Status(string path)
    {
        using var walker = Walker(path);
        if (!walker.Walk(Parents(path), make: null))
            return null;
        var status = walker.Current.Status(Name(path));
        return status.Error == Errno.ENOENT ? null : status.OrThrow($"look at {path}");
    }

    /// <summary>Content of a regular file; null when it does not exist. A link as the last step is refused.</summary>
    public byte[]? ReadFile(string path)
    {
        using var walker = Walker(path);
        return walker.Walk(Parents(path), make: null) ? ReadIn(walker.Current, path) : null;
    }

    /// <summary>Text of a regular file; null when it does not exist.</summary>
    public string? ReadText(string path) => ReadFile(path) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private static byte[]? ReadIn(DirectoryHandle directory, string path)
    {
        // Without NonBlocking, opening a FIFO that a user left there would wait for ever.
        var opened = directory.OpenFile(Name(path), OpenFlags.Read | OpenFlags.NoFollow | OpenFlags.NonBlocking);
        if (opened.Error == Errno.ENOENT)
            return null;
        if (opened.Error == Errno.ELOOP)
            throw new GuestPathException($"{path} is refused: it is a symbolic link. Replace it by a file.");
        using var file = opened.OrThrow($"open {path}");
        var status = file.Status().OrThrow($"look at {path}");
        if (status.Kind != FileKind.Regular)
            throw new GuestPathException($"{path} is refused: it is not a regular file.");
        if (status.Size > LargestFile)
            throw new GuestPathException($"{path} is refused: its {status.Size} bytes are more than the {LargestFile} that are read.");
        return ReadAll(file, path, (int)status.Size);
    }

    private static byte[] ReadAll(SafeFileHandle file, string path, int length)
    {
        var content = new byte[length];
        var done = 0;
        while (done < length && file.ReadAt(content.AsSpan(done), done).OrThrow($"read {path}") is > 0 and var count)
            done += count;
        return done == length ? content : content[..done];
    }

    private PathWalker Walker(string path)
    {
        if (!Model.Accounts.AccountNames.IsAbsolutePath(path))
            throw new GuestPathException($"'{path}' is refused: expected an absolute path without '..'.");
        return new PathWalker(_root, _trustedUid, _ownership, path);
    }

    private static string[] Parents(string path) => path.TrimEnd('/').Split('/')[..^1];

    private static byte[] Name(string path) => Encoding.UTF8.GetBytes(path.TrimEnd('/').Split('/')[^1]);
}
