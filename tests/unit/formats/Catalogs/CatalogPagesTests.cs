using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Catalogs;

/// <summary>Reading a catalog's pages gives what SQLite gives, for honest catalogs; for others an error.</summary>
public sealed class CatalogPagesTests : IDisposable
{
    private static readonly Gen<byte[]> Name = Gen.OneOf(Gen.Byte[97, 122].Array[1, 12], Gen.Byte[97, 122].Array[200, 240]);

    private static readonly Gen<DirectoryEntry> Entry = Gen.Select(
        Gen.Long[-1L << 40, 1L << 40], Gen.OneOf(Gen.Int[0, 300], Gen.Int[3000, 4000]), Gen.OneOf(Gen.Int[0, 1], Gen.Int[0, 9000]), Gen.Int[0, 3],
        (time, target, xattrs, kind) => kind switch
        {
            0 => Samples.Directory with { ModificationTime = time },
            1 => Samples.Symlink with { ModificationTime = time, Symlink = new byte[target + 1].Select(_ => (byte)'t').ToArray(), Size = (ulong)target + 1 },
            2 => Samples.Device with { ModificationTime = time },
            _ => Samples.RegularFile with { ModificationTime = time, HardlinkGroup = 0, LinkCount = 1, Xattrs = new byte[xattrs] },
        });

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory(Timeout = 300_000)]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(4096)]
    [InlineData(65536)]
    public void Pages_say_what_SQLite_says(int pageSize)
    {
        var number = 0;
        Gen.Select(Gen.Int[1, 6], Gen.Select(Gen.Int[0, 5], Name, Entry).Array[0, 250]).Sample(
            (directories, entries) =>
            {
                var file = _temporary.File($"{pageSize}-{Interlocked.Increment(ref number)}");
                var paths = Write(file, directories, entries, pageSize);
                using var pages = CatalogReader.Open(file).Value;
                using var database = CatalogReader.Open(file, readPages: false).Value;
                Assert.Null(pages.SlowBecause);
                foreach (var path in paths)
                    AssertSame(pages, database, PathHash.Of(path));
                for (var row = 0; row <= pages.MaxRowId + 1; row++)
                    Assert.Equal(database.Row(row), pages.Row(row));
            },
            iter: 8);
    }

    [Fact(Timeout = 60_000)]
    public void Rows_from_before_a_column_was_added_have_its_default()
    {
        var file = _temporary.File("short");
        Samples.Write(file);
        Change(file, "ALTER TABLE catalog DROP COLUMN uid", "ALTER TABLE catalog ADD COLUMN uid INTEGER DEFAULT 77");

        using var catalog = CatalogReader.Open(file).Value;

        Assert.Null(catalog.SlowBecause);
        Assert.True(catalog.TryLookup(PathHash.Of("/dir/file"u8), out var entry));
        Assert.Equal(77u, entry.Uid);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("index", "DROP INDEX idx_catalog_parent")]
    [InlineData("index", "DROP INDEX idx_catalog_parent", "CREATE INDEX idx_catalog_parent ON catalog (parent_1 DESC, parent_2)")]
    [InlineData("index", "DROP INDEX idx_catalog_parent", "CREATE INDEX idx_catalog_parent ON catalog (parent_1, parent_2) WHERE size > 5")]
    [InlineData("default", "ALTER TABLE catalog DROP COLUMN uid", "ALTER TABLE catalog ADD COLUMN uid INTEGER DEFAULT 1.5")]
    public void An_unusual_catalog_is_read_through_SQLite_and_says_so(string word, params string[] statements)
    {
        var file = _temporary.File("unusual");
        Samples.Write(file);
        Change(file, statements);

        using var catalog = CatalogReader.Open(file).Value;

        Assert.Contains(word, catalog.SlowBecause, StringComparison.Ordinal);
        Assert.Equal(3, catalog.List(PathHash.Of("/dir"u8)).Count);
    }

    [Fact(Timeout = 60_000)]
    public void Values_of_another_kind_are_errors()
    {
        var file = _temporary.File("kinds");
        Samples.Write(file);
        Change(file, "UPDATE catalog SET size = 1.5 WHERE name = 'file'", "UPDATE catalog SET mtime = 'soon' WHERE name = 'link'");
        using var catalog = CatalogReader.Open(file).Value;

        foreach (var path in (string[])["/dir/file", "/dir/link"])
            Assert.Equal("CAT016", Assert.Throws<MalformedDataException>(() => catalog.TryLookup(PathHash.Of(System.Text.Encoding.ASCII.GetBytes(path)), out _)).Error.Id);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(13)]
    public void Circles_and_claims_of_pages_end_in_errors(byte kind)
    {
        const int PageSize = 4096;
        Samples.Write(_temporary.File("valid"));
        var valid = File.ReadAllBytes(_temporary.File("valid"));
        Gen.Select(Gen.Int[1, (valid.Length / PageSize) - 1], Gen.Byte.Array[64], Gen.Int[0, 400]).Sample(
            (page, cell, cells) =>
            {
                // Cells that all lie at the same place, whose bytes, child pages and overflow pages among them, are anything.
                var bytes = (byte[])valid.Clone();
                var target = bytes.AsSpan(page * PageSize, PageSize);
                target[0] = kind;
                target[3] = (byte)(cells >> 8);
                target[4] = (byte)cells;
                target[11] = (byte)(page + 1);
                for (var index = 0; index < cells; index++)
                    target[12 + (2 * index)] = 0x08;
                cell.CopyTo(target[0x800..]);
                target[0x803] = (byte)(page + 1);
                AskEverything(bytes);
            },
            iter: 150,
            threads: 1);
    }

    [Fact(Timeout = 300_000)]
    public void Changed_bytes_end_in_errors_or_answers()
    {
        var file = _temporary.File("big");
        Write(file, 4, [.. Enumerable.Range(0, 200).Select(index => (index % 5, System.Text.Encoding.ASCII.GetBytes($"name{index}"), Samples.RegularFile with { HardlinkGroup = 0 }))], 512);
        var valid = File.ReadAllBytes(file);
        Gen.Select(Gen.Int[512, valid.Length - 1], Gen.Byte).Array[1, 40].Sample(
            flips =>
            {
                var bytes = (byte[])valid.Clone();
                foreach (var (at, value) in flips)
                    bytes[at] = value;
                AskEverything(bytes);
            },
            iter: 400,
            threads: 1);
    }

    private void AskEverything(byte[] bytes)
    {
        var file = _temporary.File("hostile");
        File.WriteAllBytes(file, bytes);
        if (!CatalogReader.Open(file).TryGet(out var catalog, out _))
            return;
        using (catalog)
        {
            foreach (var ask in (Action[])[
                () => catalog.List(PathHash.Root),
                () => catalog.List(PathHash.Of("/dir"u8)),
                () => catalog.List(PathHash.Of("/d1"u8)),
                () => catalog.TryLookup(PathHash.Of("/dir/file"u8), out _),
                () => catalog.TryLookup(PathHash.Of("/d2/name12"u8), out _),
                () => catalog.Chunks(PathHash.Of("/chunked"u8), ContentHashAlgorithm.Shake128),
                () => Enumerable.Range(0, 50).ToList().ForEach(row => catalog.Row(row))])
            {
                if (Record.Exception(ask) is { } failure)
                    Assert.IsType<MalformedDataException>(failure);
            }
        }
    }

    private static void AssertSame(CatalogReader pages, CatalogReader database, PathHash path)
    {
        Assert.Equal(database.TryLookup(path, out var expected), pages.TryLookup(path, out var found));
        Assert.Equal(expected, found);
        Assert.Equal(database.Row(path), pages.Row(path));
        Assert.Equal(database.List(path), pages.List(path));
        Assert.Equal(database.Chunks(path, ContentHashAlgorithm.Shake128), pages.Chunks(path, ContentHashAlgorithm.Shake128));
    }

    private static List<byte[]> Write(string file, int directories, (int Directory, byte[] Name, DirectoryEntry Entry)[] entries, int pageSize)
    {
        var paths = new List<byte[]> { Array.Empty<byte>(), "/absent"u8.ToArray() };
        using (var writer = CatalogWriter.Create(file, new CatalogProperties(), Samples.Directory))
        {
            for (var directory = 0; directory < directories; directory++)
                Insert($"/d{directory}", Samples.Directory);
            foreach (var (directory, name, entry) in entries)
                Insert((directory < directories ? $"/d{directory}/" : "/") + System.Text.Encoding.ASCII.GetString(name), entry);
            Insert("/chunked", Samples.ChunkedFile);
            writer.SetChunks(Samples.PathTo("/chunked"), Samples.TwoChunks);
            writer.Commit();

            void Insert(string path, DirectoryEntry entry)
            {
                if (writer.TryLookup(Samples.PathTo(path), out _))
                    return;
                writer.Insert(Samples.PathTo(path), entry);
                paths.Add(System.Text.Encoding.ASCII.GetBytes(path));
            }
        }

        Change(file, $"PRAGMA page_size={pageSize}", "VACUUM");
        return paths;
    }

    private static void Change(string file, params string[] statements)
    {
        using var database = SqliteDatabase.OpenReadWrite(file, create: false);
        foreach (var statement in statements)
            database.Execute(statement);
    }
}
