using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Server.Catalogs;

/// <summary>A catalog of the revision that a publish starts from, fetched to a local file.</summary>
internal sealed class BaseCatalog(RepositoryPath mountpoint, ContentHash hash, ulong size, string file, CatalogReader reader) : IDisposable
{
    public RepositoryPath Mountpoint { get; } = mountpoint;

    public ContentHash Hash { get; } = hash;

    public ulong Size { get; } = size;

    /// <summary>The plain database; stays until the publish ends.</summary>
    public string File { get; } = file;

    public CatalogReader Reader { get; } = reader;

    /// <summary>Where this catalog's rows go in the new revision; null when the catalog is merged back into its parent.</summary>
    public CatalogNode? Node { get; set; }

    /// <summary>The row of the catalog's top directory.</summary>
    public DirectoryEntry Root =>
        Reader.TryLookup(PathHash.Of(Mountpoint), out var root) ? root : throw new ServerException("SRV040", $"The catalog at {Mountpoint} has no row for itself; run 'check'.");

    /// <summary>The entries of a directory, sorted by the bytes of their names.</summary>
    public List<DirectoryEntry> List(RepositoryPath directory)
    {
        var entries = new List<DirectoryEntry>();
        Reader.List(PathHash.Of(directory), entries, static (list, entry) => list.Add(entry));
        // The root's own row has the empty name; nothing else may.
        entries.RemoveAll(static entry => entry.Name.IsEmpty);
        entries.Sort(static (a, b) => a.Name.Span.SequenceCompareTo(b.Name.Span));
        return entries;
    }

    /// <summary>The chunks of one of this catalog's rows.</summary>
    public IReadOnlyList<FileChunk> Chunks(RepositoryPath path, DirectoryEntry row) =>
        row.IsChunked ? Reader.Chunks(PathHash.Of(path), row.Hash.Algorithm) : [];

    /// <summary>The reference to the nested catalog at a mountpoint.</summary>
    public NestedCatalog Nested(RepositoryPath path) =>
        Reader.NestedCatalogs.FirstOrDefault(nested => nested.Path == path)
        ?? throw new ServerException("SRV041", $"{path} is marked as a nested catalog, but the catalog at {Mountpoint} does not say which; run 'check'.");

    /// <inheritdoc/>
    public void Dispose() => Reader.Dispose();
}
