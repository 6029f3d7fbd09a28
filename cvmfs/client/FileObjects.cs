using System.Text;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client;

/// <summary>Which objects a regular file is made of, and how they can be had.</summary>
internal sealed class FileObjects(RepositoryTree tree)
{
    /// <summary>The object of a file that is stored in one piece.</summary>
    public CachedObject Of(RepositoryNode file) => new()
    {
        Name = new ObjectName(file.Entry.Hash, ObjectKind.Bulk),
        Compression = file.Entry.Compression,
        Size = (long)file.Entry.Size,
        Description = file.Path.ToString(),
        Label = Label,
        ExternalPath = ExternalPath(file),
    };

    /// <summary>The object of one chunk.</summary>
    public CachedObject Of(RepositoryNode file, FileChunk chunk) => new()
    {
        Name = new ObjectName(chunk.Hash, ObjectKind.Chunk),
        Compression = file.Entry.Compression,
        Size = chunk.Size,
        Description = $"{file.Path} [{chunk.Offset}]",
        Label = Label,
        ExternalPath = ExternalPath(file),
        ExternalRange = file.Entry.IsExternal ? (chunk.Offset, chunk.Size) : null,
    };

    private ObjectLabel Label => tree.Root.IsVolatile ? ObjectLabel.Volatile : ObjectLabel.Regular;

    // One character a byte, as UrlEscaping wants it.
    private static string? ExternalPath(RepositoryNode file) => file.Entry.IsExternal ? Encoding.Latin1.GetString(file.Path.Utf8[1..]) : null;
}
