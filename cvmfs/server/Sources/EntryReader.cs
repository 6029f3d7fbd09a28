using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Server.Sources;

/// <summary>Reads names and attributes of one open directory.</summary>
internal sealed class EntryReader(IChangeSource source, RepositoryPath directory, DirectoryHandle handle, bool readsXattrs)
{
    /// <summary>All names, sorted by their bytes.</summary>
    public List<ReadOnlyMemory<byte>> Names()
    {
        var names = new List<ReadOnlyMemory<byte>>();
        using (var reader = new DirectoryReader(handle))
        {
            while (reader.TryRead(out var item))
                names.Add(item.Name.ToArray());
            if (reader.Error != Errno.None)
                throw new ServerException("SRV032", $"{source.Describe(directory)} cannot be listed: {reader.Error.Describe()}; nothing was published.");
        }

        names.Sort(static (a, b) => a.Span.SequenceCompareTo(b.Span));
        return names;
    }

    /// <summary>The directory itself, under its own name.</summary>
    public SourceEntry ReadSelf() => Read(directory.Name.ToArray(), "."u8, directory);

    /// <summary>One entry.</summary>
    public SourceEntry Read(ReadOnlyMemory<byte> name) => Read(name, name.Span, directory.Combine(name.Span));

    private SourceEntry Read(ReadOnlyMemory<byte> name, ReadOnlySpan<byte> at, RepositoryPath path)
    {
        var status = handle.Status(at).OrFail(path, source);
        var isDirectory = status.Kind == FileKind.Directory;
        return new SourceEntry
        {
            Name = name,
            Mode = status.Mode,
            Uid = status.Uid,
            Gid = status.Gid,
            Size = status.Size,
            ModificationTime = status.ModificationTime.Seconds,
            ModificationNanoseconds = status.ModificationTime.Nanoseconds,
            Device = status.Kind is FileKind.CharacterDevice or FileKind.BlockDevice ? status.SpecialDevice.ToEncoded() : 0,
            Inode = !isDirectory && status.LinkCount > 1 ? new InodeKey(status.Device.ToLong(), status.Inode) : null,
            Symlink = status.Kind == FileKind.SymbolicLink ? handle.ReadLink(at).OrFail(path, source) : ReadOnlyMemory<byte>.Empty,
            Xattrs = readsXattrs ? XattrReader.Read(handle, at, path, source) : ReadOnlyMemory<byte>.Empty,
        };
    }
}
