using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Catalogs;

public sealed class CatalogWriterTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact(Timeout = 60_000)]
    public void What_is_written_is_read_again()
    {
        Samples.Write(_temporary.File("catalog"));
        using var catalog = CatalogReader.Open(_temporary.File("catalog")).Value;

        Assert.Equal(CatalogSchema.Current, catalog.Properties.Schema);
        Assert.Equal(60u, catalog.Properties.TimeToLive);
        Assert.Equal(8, catalog.MaxRowId);
        AssertEntry(catalog, "/dir/file", Samples.RegularFile);
        AssertEntry(catalog, "/dir/\xFF\xFE", Samples.RegularFile);
        AssertEntry(catalog, "/dir/link", Samples.Symlink);
        AssertEntry(catalog, "/null", Samples.Device);
        AssertEntry(catalog, "/chunked", Samples.ChunkedFile);
        Assert.Equal(Samples.TwoChunks, catalog.Chunks(PathHash.Of("/chunked"u8), ContentHashAlgorithm.Shake128));
        Assert.Equal([new NestedCatalog(Samples.PathTo("/nested"), Samples.SomeHash, 4096)], catalog.NestedCatalogs);
        Assert.Equal(["file", "\uFFFD\uFFFD", "link"], catalog.List(PathHash.Of("/dir"u8)).Select(entry => entry.NameText));
        Assert.False(catalog.TryLookup(PathHash.Of("/absent"u8), out _));
        Assert.Equal(
            "Regular=3 Symlink=1 Special=1 Directory=3 Nested=1 Chunked=1 Chunks=2 FileSize=322 ChunkedSize=300 Xattr=2",
            catalog.Counters.Self.ToString());
    }

    [Fact(Timeout = 60_000)]
    public void A_nested_catalog_has_its_root_below_the_parent()
    {
        var prefix = Samples.PathTo("/a/b");
        var root = Samples.Directory with { Flags = EntryFlags.Directory | EntryFlags.NestedRoot };
        using (var writer = CatalogWriter.Create(_temporary.File("nested"), new CatalogProperties { RootPrefix = prefix }, root))
        {
            writer.Insert(prefix.Combine("x"u8), Samples.RegularFile);
            writer.Commit();
        }

        using var catalog = CatalogReader.Open(_temporary.File("nested")).Value;
        var rows = new List<CatalogRow>();
        catalog.ForEachRow(rows.Add);

        Assert.Equal(prefix, catalog.Properties.RootPrefix);
        Assert.Equal([PathHash.Of("/a"u8), PathHash.Of("/a/b"u8)], rows.Select(row => row.Parent));
        Assert.Equal(["b", "x"], rows.Select(row => row.Entry.NameText));
    }

    [Fact(Timeout = 60_000)]
    public void Changes_keep_the_counters_right()
    {
        Samples.Write(_temporary.File("catalog"));
        using (var writer = CatalogWriter.Open(_temporary.File("catalog")).Value)
        {
            Assert.True(writer.Remove(Samples.PathTo("/chunked")));
            Assert.False(writer.Remove(Samples.PathTo("/chunked")));
            writer.Update(Samples.PathTo("/null"), Samples.Symlink);
            writer.SetNested(new NestedCatalog(Samples.PathTo("/nested"), Samples.TwoChunks[0].Hash, 1));
            writer.SetBind(new NestedCatalog(Samples.PathTo("/bound"), Samples.SomeHash, 1));
            Assert.Equal(4u, writer.NextHardlinkGroup());
            Assert.Throws<KeyNotFoundException>(() => writer.Update(Samples.PathTo("/chunked"), Samples.RegularFile));
            writer.Properties = writer.Properties with { Revision = new Revision(9), PreviousRevision = Samples.SomeHash, TimeToLive = null };
            writer.Commit();
        }

        using var catalog = CatalogReader.Open(_temporary.File("catalog")).Value;
        Assert.Equal("Regular=2 Symlink=2 Directory=3 Nested=1 FileSize=22 Xattr=2", catalog.Counters.Self.ToString());
        Assert.Equal(1, catalog.Counters.Subtree[CatalogCounter.Directory]);
        Assert.Equal((new Revision(9), Samples.SomeHash, null), (catalog.Properties.Revision, catalog.Properties.PreviousRevision, catalog.Properties.TimeToLive));
        Assert.Empty(catalog.Chunks(PathHash.Of("/chunked"u8), ContentHashAlgorithm.Shake128));
        Assert.Equal("/bound", Assert.Single(catalog.BindMountpoints).Path.ToString());
        Assert.Equal(1ul, Assert.Single(catalog.NestedCatalogs).Size);
    }

    [Fact(Timeout = 60_000)]
    public void Nothing_is_written_without_commit()
    {
        Samples.Write(_temporary.File("catalog"));
        using (var writer = CatalogWriter.Open(_temporary.File("catalog")).Value)
            writer.Remove(Samples.PathTo("/chunked"));

        using var catalog = CatalogReader.Open(_temporary.File("catalog")).Value;
        Assert.True(catalog.TryLookup(PathHash.Of("/chunked"u8), out _));
    }

    [Fact(Timeout = 60_000)]
    public void Much_waste_among_row_ids_is_squeezed_out_and_order_kept()
    {
        Samples.Write(_temporary.File("catalog"));
        using (var writer = CatalogWriter.Open(_temporary.File("catalog")).Value)
        {
            for (var i = 0; i < 100; i++)
                writer.Insert(Samples.PathTo($"/f{i:d3}"), Samples.RegularFile);
            writer.Commit();
            for (var i = 0; i < 90; i++)
                writer.Remove(Samples.PathTo($"/f{i:d3}"));
            writer.Commit();
            Assert.True(writer.TryLookup(Samples.PathTo("/chunked"), out _));
        }

        using var catalog = CatalogReader.Open(_temporary.File("catalog")).Value;
        Assert.Equal(18, catalog.MaxRowId);
        Assert.Equal(Samples.TwoChunks, catalog.Chunks(PathHash.Of("/chunked"u8), ContentHashAlgorithm.Shake128));
        Assert.Equal(["f098", "f099"], catalog.List(PathHash.Root).TakeLast(2).Select(entry => entry.NameText));
    }

    [Fact(Timeout = 60_000)]
    public void Impossible_entries_are_not_written()
    {
        using var writer = CatalogWriter.Create(_temporary.File("catalog"), new CatalogProperties(), Samples.Directory);

        Assert.Throws<ArgumentException>(() => writer.Insert(Samples.PathTo("/x"), Samples.RegularFile with { Mode = 0x41ED }));
        Assert.Throws<ArgumentException>(() => writer.Insert(Samples.PathTo("/" + new string('n', 256)), Samples.RegularFile));
        Assert.Throws<ArgumentException>(() => writer.Insert(
            Samples.PathTo("/x"), Samples.Directory with { Flags = EntryFlags.Directory | EntryFlags.NestedMountpoint | EntryFlags.BindMountpoint }));
        Assert.Throws<SqliteException>(() => writer.Insert(RepositoryPath.Root, Samples.Directory));
    }

    [Fact(Timeout = 60_000)]
    public void A_writer_behaves_like_a_dictionary()
    {
        var operation = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 9], Gen.UInt[0, 1000]);
        operation.Array[0, 40].Sample(
            operations =>
            {
                using var folder = new TemporaryFolder();
                var model = new SortedDictionary<string, uint>(StringComparer.Ordinal);
                using (var writer = CatalogWriter.Create(folder.File("c"), new CatalogProperties(), Samples.Directory))
                {
                    foreach (var (kind, number, size) in operations)
                        Apply(writer, model, kind, $"/{number}", size);
                    writer.Commit();
                }

                using var catalog = CatalogReader.Open(folder.File("c")).Value;
                return catalog.List(PathHash.Root).OrderBy(e => e.NameText, StringComparer.Ordinal).Select(e => (e.NameText, (uint)e.Size))
                        .SequenceEqual(model.Select(pair => (pair.Key[1..], pair.Value)))
                    && catalog.Counters.Self[CatalogCounter.FileSize] == model.Values.Sum(size => (long)size);
            },
            iter: 60);
    }

    private static void Apply(CatalogWriter writer, SortedDictionary<string, uint> model, int kind, string path, uint size)
    {
        var entry = Samples.RegularFile with { Size = size };
        if (kind == 0)
        {
            Assert.Equal(model.Remove(path), writer.Remove(Samples.PathTo(path)));
        }
        else
        {
            if (model.ContainsKey(path))
                writer.Update(Samples.PathTo(path), entry);
            else
                writer.Insert(Samples.PathTo(path), entry);
            model[path] = size;
        }
    }

    private static void AssertEntry(CatalogReader catalog, string path, DirectoryEntry expected)
    {
        Assert.True(catalog.TryLookup(PathHash.Of(Samples.PathTo(path)), out var actual));
        Assert.Equal(expected with { Name = Samples.PathTo(path).Name.ToArray(), RowId = actual.RowId }, actual);
    }
}
