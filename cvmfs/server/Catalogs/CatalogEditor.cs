using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Server.Catalogs;

/// <summary>
/// Changes one catalog. The working copy of the database is made at the first change, so that an untouched catalog costs nothing. One thread at a time.
/// </summary>
internal sealed class CatalogEditor(RepositoryPath mountpoint, BaseCatalog? origin, string temporaryDirectory) : IDisposable
{
    private CatalogWriter? _writer;

    /// <summary>Whether anything was changed.</summary>
    public bool IsDirty => _writer is not null;

    /// <summary>The working copy of the database.</summary>
    public string File { get; } = Path.Combine(temporaryDirectory, $"catalog-{Guid.NewGuid():N}");

    private CatalogWriter Writer => _writer ??= OpenCopy();

    /// <summary>Makes the catalog count as changed.</summary>
    public void Touch() => _ = Writer;

    /// <summary>Adds a row. The first row of a new catalog is the one for its own top directory.</summary>
    public void Insert(RepositoryPath path, DirectoryEntry row, IReadOnlyList<FileChunk> chunks)
    {
        if (_writer is null && origin is null)
            _writer = CatalogWriter.Create(File, new CatalogProperties { RootPrefix = mountpoint }, row);
        else
            Writer.Insert(path, row);
        if (chunks.Count > 0)
            Writer.SetChunks(path, chunks);
    }

    /// <summary>Replaces a row.</summary>
    public void Update(RepositoryPath path, DirectoryEntry row, IReadOnlyList<FileChunk> chunks)
    {
        Writer.Update(path, row);
        Writer.SetChunks(path, chunks);
    }

    /// <summary>Removes a row and its chunks.</summary>
    public void Remove(RepositoryPath path) => Writer.Remove(path);

    /// <summary>Takes in an existing nested catalog with all that it counts.</summary>
    public void AddReference(RepositoryPath path, ContentHash hash, ulong size, CounterSet total) => RenewReference(path, hash, size, total);

    /// <summary>Lets a nested catalog go with all that it counts.</summary>
    public void RemoveReference(RepositoryPath path, CounterSet total)
    {
        Writer.RemoveNested(path);
        Writer.AddToSubtree(default(CounterSet) - total);
    }

    /// <summary>A nested catalog is new or has a new version.</summary>
    /// <param name="path">Its mountpoint.</param>
    /// <param name="hash">Its new object.</param>
    /// <param name="size">Plain bytes of its database.</param>
    /// <param name="difference">What it counts now minus what this catalog has counted for it.</param>
    public void RenewReference(RepositoryPath path, ContentHash hash, ulong size, CounterSet difference)
    {
        Writer.SetNested(new NestedCatalog(path, hash, size));
        Writer.AddToSubtree(difference);
    }

    /// <summary>Writes counters and properties and closes the database.</summary>
    /// <returns>What the catalog and everything below it counts.</returns>
    public CounterSet Finish(Func<CatalogProperties, CatalogProperties> properties)
    {
        Writer.Properties = properties(Writer.Properties);
        Writer.Commit();
        var total = Writer.Counters.Total;
        Writer.Dispose();
        return total;
    }

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();

    private CatalogWriter OpenCopy()
    {
        if (origin is null)
            throw new InvalidOperationException($"The new catalog at {mountpoint} must begin with the row of its own directory.");
        System.IO.File.Copy(origin.File, File);
        var opened = CatalogWriter.Open(File);
        return opened.TryGet(out var writer, out var error)
            ? writer
            : throw new ServerException("SRV044", $"The catalog of {mountpoint} cannot be changed: {error.Message}");
    }
}
