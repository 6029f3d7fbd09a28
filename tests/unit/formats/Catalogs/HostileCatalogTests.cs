using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Catalogs;

/// <summary>Files that call themselves catalogs.</summary>
public sealed class HostileCatalogTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_missing_file_and_other_bytes_are_named()
    {
        File.WriteAllBytes(_temporary.File("empty"), []);
        File.WriteAllText(_temporary.File("text"), new string('x', 5000));

        Assert.Equal("CAT001", CatalogReader.Open(_temporary.File("absent")).Error.Id);
        Assert.Equal("CAT003", CatalogReader.Open(_temporary.File("empty")).Error.Id);
        Assert.Equal("CAT001", CatalogReader.Open(_temporary.File("text")).Error.Id);
        Assert.Equal("CAT001", CatalogReader.Open(Path.GetTempPath()).Error.Id);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("CAT003", "DROP TABLE properties")]
    [InlineData("CAT003", "ALTER TABLE catalog RENAME TO other", "CREATE VIEW catalog AS SELECT *, rowid FROM other")]
    [InlineData("CAT003", "ALTER TABLE catalog ADD COLUMN extra AS (hex(zeroblob(1000000)))")]
    [InlineData("CAT004", "ALTER TABLE catalog RENAME COLUMN symlink TO target")]
    [InlineData("CAT007", "INSERT OR REPLACE INTO properties VALUES ('revision', '-1')")]
    [InlineData("CAT007", "INSERT OR REPLACE INTO properties VALUES ('TTL', 'soon')")]
    [InlineData("CAT007", "INSERT OR REPLACE INTO properties VALUES ('previous_revision', 'abc')")]
    [InlineData("CAT007", "INSERT OR REPLACE INTO properties VALUES ('root_prefix', '/../etc')")]
    [InlineData("CAT008", "UPDATE nested_catalogs SET path = 'nested'")]
    [InlineData("CAT008", "UPDATE nested_catalogs SET sha1 = 'abc'")]
    [InlineData("CAT008", "UPDATE nested_catalogs SET size = -1")]
    [InlineData("CAT009", "DELETE FROM catalog WHERE name = ''")]
    [InlineData("CAT010", "UPDATE statistics SET value = -1")]
    public void Catalogs_that_cannot_be_opened_say_why(string id, params string[] statements)
    {
        var opened = CatalogReader.Open(WriteChanged(statements));

        Assert.Equal(id, opened.Error.Id);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("CAT011", "UPDATE catalog SET name = '../up' WHERE name = 'file'")]
    [InlineData("CAT011", "UPDATE catalog SET name = '..' WHERE name = 'file'")]
    [InlineData("CAT012", "UPDATE catalog SET flags = 1 WHERE name = 'file'")]
    [InlineData("CAT012", "UPDATE catalog SET mode = 16877 WHERE name = 'file'")]
    [InlineData("CAT013", "UPDATE catalog SET hash = x'00' WHERE name = 'file'")]
    [InlineData("CAT013", "UPDATE catalog SET flags = flags | 0x700 WHERE name = 'file'")]
    [InlineData("CAT014", "UPDATE catalog SET size = -1 WHERE name = 'file'")]
    [InlineData("CAT014", "UPDATE catalog SET uid = 4294967296 WHERE name = 'file'")]
    [InlineData("CAT014", "UPDATE catalog SET mtimens = 1000000000 WHERE name = 'file'")]
    [InlineData("CAT017", "UPDATE catalog SET flags = flags | 0x3800 WHERE name = 'file'")]
    [InlineData("CAT018", "UPDATE catalog SET symlink = hex(zeroblob(3000)) WHERE name = 'file'")]
    public void Wrong_rows_are_named_and_located(string id, string statement)
    {
        using var catalog = CatalogReader.Open(WriteChanged(statement)).Value;

        var error = Assert.Throws<MalformedDataException>(() => catalog.TryLookup(PathHash.Of("/dir/file"u8), out _)).Error;

        Assert.Equal((id, 3L), (error.Id, error.Offset));
        Assert.True(catalog.TryLookup(PathHash.Of("/dir/link"u8), out _));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("UPDATE chunks SET offset = 101 WHERE offset = 100")]
    [InlineData("UPDATE chunks SET size = 0 WHERE offset = 100")]
    [InlineData("UPDATE chunks SET hash = NULL")]
    [InlineData("UPDATE chunks SET size = 9223372036854775807 WHERE offset = 100")]
    public void Wrong_chunks_are_named(string statement)
    {
        using var catalog = CatalogReader.Open(WriteChanged(statement)).Value;

        Assert.Equal("CAT015", Assert.Throws<MalformedDataException>(() => catalog.Chunks(PathHash.Of("/chunked"u8), ContentHashAlgorithm.Shake128)).Error.Id);
    }

    [Fact(Timeout = 60_000)]
    public void Another_text_encoding_is_refused()
    {
        using (var database = SqliteDatabase.OpenReadWrite(_temporary.File("utf16"), create: true))
        {
            database.Execute("PRAGMA encoding='UTF-16le'");
            database.Execute("CREATE TABLE properties (key TEXT, value TEXT)");
        }

        Assert.Equal("CAT002", CatalogReader.Open(_temporary.File("utf16")).Error.Id);
    }

    [Fact(Timeout = 300_000)]
    public void Damaged_files_are_refused_or_read_but_never_worse()
    {
        Samples.Write(_temporary.File("valid"));
        var valid = File.ReadAllBytes(_temporary.File("valid"));
        var flip = Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte);
        flip.Array[1, 30].Sample(
            flips =>
            {
                using var folder = new TemporaryFolder();
                var bytes = (byte[])valid.Clone();
                foreach (var (at, value) in flips)
                    bytes[at] = value;
                ReadEverything(folder, bytes);
            },
            iter: 300);
        Mutations.Of(valid).Sample(
            bytes =>
            {
                using var folder = new TemporaryFolder();
                ReadEverything(folder, bytes);
            },
            iter: 100);
    }

    [Fact(Timeout = 120_000)]
    public void A_page_that_points_to_itself_does_not_hang()
    {
        Samples.Write(_temporary.File("valid"));
        var valid = File.ReadAllBytes(_temporary.File("valid"));
        const int PageSize = 4096;
        for (var page = 1; page < valid.Length / PageSize; page++)
        {
            // Every page in turn becomes an interior table page whose 500 children are itself.
            var bytes = (byte[])valid.Clone();
            var target = bytes.AsSpan(page * PageSize, PageSize);
            target.Clear();
            target[0] = 5;
            target[4] = 1; // 256 cells
            target[6] = 4; // content starts at 1024
            target[11] = (byte)(page + 1);
            for (var cell = 0; cell < 256; cell++)
            {
                target[12 + (2 * cell)] = 8; // all at 2048
                target[(8 * 256) + 3] = (byte)(page + 1);
            }

            using var folder = new TemporaryFolder();
            ReadEverything(folder, bytes);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_threads_read_at_once()
    {
        Samples.Write(_temporary.File("valid"));
        using var catalog = CatalogReader.Open(_temporary.File("valid")).Value;

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 500)
            .Count(_ => catalog.TryLookup(PathHash.Of("/dir/file"u8), out var entry) && entry.Size == 11 && catalog.List(PathHash.Root).Count == 4))));

        Assert.All(found, count => Assert.Equal(500, count));
    }

    private static void ReadEverything(TemporaryFolder folder, byte[] bytes)
    {
        File.WriteAllBytes(folder.File("c"), bytes);
        if (!CatalogReader.Open(folder.File("c")).TryGet(out var catalog, out _))
            return;
        using (catalog)
        {
            foreach (var read in (Action[])[
                () => catalog.ForEachRow(row => Assert.True(row.Entry.Name.Length <= 255)),
                () => catalog.ForEachChunk((_, chunk) => Assert.True(chunk.Size > 0)),
                () => catalog.List(PathHash.Of("/dir"u8)),
                () => catalog.TryLookup(PathHash.Of("/dir/file"u8), out _),
                () => catalog.Chunks(PathHash.Of("/chunked"u8), ContentHashAlgorithm.Shake128)])
            {
                // Damage may show or not; what must not happen is any other exception.
                if (Record.Exception(read) is { } failure)
                    Assert.IsType<MalformedDataException>(failure);
            }
        }
    }

    private string WriteChanged(params string[] statements)
    {
        var file = _temporary.File("changed");
        Samples.Write(file);
        using var database = SqliteDatabase.OpenReadWrite(file, create: false);
        foreach (var statement in statements)
            database.Execute(statement);
        return file;
    }
}
