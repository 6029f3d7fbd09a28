using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Server.Sources;

/// <summary>A plain directory tree that a subtree of the repository shall equal: what the directory does not have is gone.</summary>
public sealed class DirectoryTreeSource : IChangeSource, IDisposable
{
    private readonly string _directory;
    private readonly bool _readsXattrs;
    private readonly DirectoryHandle _root;

    /// <summary>Opens the tree.</summary>
    /// <param name="directory">The tree's top directory on this machine.</param>
    /// <param name="base">Where its content goes in the repository.</param>
    /// <param name="readsXattrs">Whether extended attributes are published (CVMFS_INCLUDE_XATTRS).</param>
    /// <exception cref="ServerException">There is no such directory, or it may not be read.</exception>
    public DirectoryTreeSource(string directory, RepositoryPath @base, bool readsXattrs)
    {
        (_directory, Base, _readsXattrs) = (directory, @base, readsXattrs);
        var opened = DirectoryHandle.Open(directory);
        _root = opened.TryGet(out var root)
            ? root
            : throw new ServerException("SRV031", $"Directory {directory} cannot be published: {opened.Error.Describe()}; check the path and your rights to it.");
    }

    /// <inheritdoc/>
    public RepositoryPath Base { get; }

    /// <inheritdoc/>
    public SourceDirectory Read(RepositoryPath directory)
    {
        using var handle = _root.OpenDirectory(BelowBase(directory)).OrFail(directory, this);
        var reader = new EntryReader(this, directory, handle, _readsXattrs);
        var entries = new List<SourceEntry>();
        foreach (var name in reader.Names())
            entries.Add(reader.Read(name));
        return new SourceDirectory(reader.ReadSelf(), IsComplete: true, entries, []);
    }

    /// <inheritdoc/>
    public SafeFileHandle Open(RepositoryPath file) =>
        _root.OpenFile(BelowBase(file), OpenFlags.Read | OpenFlags.NoFollow).OrFail(file, this);

    /// <inheritdoc/>
    public string Describe(RepositoryPath path) => path == Base ? _directory : Path.Join(_directory, path.ToString()[(Base.IsRoot ? 0 : Base.ToString().Length)..]);

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private ReadOnlySpan<byte> BelowBase(RepositoryPath path) => path == Base ? "."u8 : path.Utf8[(Base.Utf8.Length + 1)..];
}
