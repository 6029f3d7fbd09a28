using CernVM.Cvmfs.Client.Objects;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>What one catalog refers to: the objects of its files, each once, and the catalogs below it. External data are not in the store.</summary>
/// <param name="Objects">File data.</param>
/// <param name="Nested">Nested catalogs; bind mountpoints are not followed.</param>
internal sealed record CatalogContent(IReadOnlyCollection<StoredObject> Objects, IReadOnlyList<NestedCatalog> Nested)
{
    public static Parsed<CatalogContent> Read(string file, bool withObjects)
    {
        var opened = CatalogReader.Open(file);
        if (!opened.TryGet(out var reader, out var error))
            return error;
        using (reader)
        {
            try
            {
                return new CatalogContent(withObjects ? ObjectsOf(reader) : [], reader.NestedCatalogs);
            }
            catch (MalformedDataException damage)
            {
                return damage.Error;
            }
        }
    }

    private static Dictionary<ObjectName, StoredObject>.ValueCollection ObjectsOf(CatalogReader reader)
    {
        var objects = new Dictionary<ObjectName, StoredObject>();
        var chunked = new Dictionary<PathHash, CompressionAlgorithm>();
        reader.ForEachRow(row =>
        {
            var entry = row.Entry;
            if (!entry.IsRegular || entry.IsExternal)
                return;
            if (!entry.Hash.IsNull)
                Add(new StoredObject(new ObjectName(entry.Hash, ObjectKind.Bulk), entry.Compression, (long)entry.Size));
            if (entry.IsChunked)
                chunked[row.Path] = entry.Compression;
        });
        if (chunked.Count > 0)
        {
            reader.ForEachChunk((path, chunk) =>
            {
                if (chunked.TryGetValue(path, out var compression))
                    Add(new StoredObject(new ObjectName(chunk.Hash, ObjectKind.Chunk), compression, chunk.Size));
            });
        }

        return objects.Values;

        void Add(StoredObject found) => objects.TryAdd(found.Name, found);
    }
}
