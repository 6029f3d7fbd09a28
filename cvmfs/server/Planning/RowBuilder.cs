using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>Makes catalog rows from what a source saw (formats §7.1, §7.3).</summary>
internal sealed class RowBuilder(bool recordsNanoseconds)
{
    /// <summary>What every directory's row says about its size, so that it does not depend on the publisher's file system.</summary>
    public const ulong DirectorySize = 4096;

    /// <summary>A row without content hash.</summary>
    public DirectoryEntry Row(SourceEntry source) => new()
    {
        Name = source.Name,
        Flags = source.TypeFlags,
        Size = Size(source),
        Mode = source.Mode,
        ModificationTime = source.ModificationTime,
        ModificationNanoseconds = recordsNanoseconds ? source.ModificationNanoseconds : DirectoryEntry.NanosecondsNotRecorded,
        LinkCount = source.IsDirectory ? 2u : 1u,
        Uid = source.Uid,
        Gid = source.Gid,
        Symlink = source.Symlink,
        Xattrs = source.Xattrs,
    };

    /// <summary>The row with the stored content.</summary>
    public static DirectoryEntry WithContent(DirectoryEntry row, StoredContent content) => row with
    {
        Hash = content.Hash,
        Size = content.Size,
        Compression = content.Compression,
        Flags = content.IsChunked ? row.Flags | EntryFlags.Chunked : row.Flags & ~EntryFlags.Chunked,
    };

    /// <summary>Whether two rows say the same, wherever they stand.</summary>
    public static bool SayTheSame(DirectoryEntry a, DirectoryEntry b) => (a with { RowId = 0 }).Equals(b with { RowId = 0 });

    private static ulong Size(SourceEntry source)
    {
        if (source.IsDirectory)
            return DirectorySize;
        if (source.IsSymlink)
            return (ulong)source.Symlink.Length;
        return source.IsSpecial ? source.Device : (ulong)source.Size;
    }
}
