using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Server.Sources;

/// <summary>The upper directory of an overlayfs mount: only what a transaction changed, deletions as whiteouts (formats §12.5).</summary>
public sealed class OverlayUpperSource : IChangeSource, IDisposable
{
    private readonly string _directory;
    private readonly bool _readsXattrs;
    private readonly DirectoryHandle _root;

    /// <summary>Opens the upper directory.</summary>
    /// <exception cref="ServerException">There is no such directory, or it may not be read.</exception>
    public OverlayUpperSource(string directory, bool readsXattrs)
    {
        (_directory, _readsXattrs) = (directory, readsXattrs);
        var opened = DirectoryHandle.Open(directory);
        _root = opened.TryGet(out var root)
            ? root
            : throw new ServerException("SRV033", $"The scratch area {directory} cannot be opened: {opened.Error.Describe()}; open a transaction first.");
    }

    /// <inheritdoc/>
    public RepositoryPath Base => RepositoryPath.Root;

    /// <inheritdoc/>
    public SourceDirectory Read(RepositoryPath directory)
    {
        using var handle = _root.OpenDirectory(Relative(directory)).OrFail(directory, this);
        var reader = new EntryReader(this, directory, handle, _readsXattrs);
        var entries = new List<SourceEntry>();
        var removed = new List<ReadOnlyMemory<byte>>();
        var isOpaque = handle.GetAttribute("."u8, Whiteout.OpaqueAttribute, []).IsOk;
        foreach (var name in reader.Names())
        {
            var entry = reader.Read(name);
            if (Whiteout.IsOpaqueMarker(entry))
                isOpaque = true;
            else if (Whiteout.TryNameOfRemoved(entry, out var gone))
                removed.Add(gone);
            else if (!Whiteout.IsReserved(entry))
                entries.Add(entry);
        }

        return new SourceDirectory(reader.ReadSelf(), isOpaque, entries, removed);
    }

    /// <inheritdoc/>
    public SafeFileHandle Open(RepositoryPath file) =>
        _root.OpenFile(Relative(file), OpenFlags.Read | OpenFlags.NoFollow).OrFail(file, this);

    /// <inheritdoc/>
    public string Describe(RepositoryPath path) => path.IsRoot ? _directory : _directory + path;

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private static ReadOnlySpan<byte> Relative(RepositoryPath path) => path.IsRoot ? "."u8 : path.Utf8[1..];
}
