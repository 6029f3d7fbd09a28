using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Tests.Catalogs;

/// <summary>Catalogs as they were before columns and tables were added.</summary>
public sealed class OldSchemaTests : IDisposable
{
    private const string Md5Columns = "md5path_1 INTEGER, md5path_2 INTEGER, parent_1 INTEGER, parent_2 INTEGER, ";
    private const string Common = "hash BLOB, size INTEGER, mode INTEGER, mtime INTEGER, flags INTEGER, name TEXT, symlink TEXT";
    private const string Key = ", CONSTRAINT pk_catalog PRIMARY KEY (md5path_1, md5path_2))";

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("1.0", 0)]
    [InlineData("2.4", 0)]
    [InlineData("2.5", 0)]
    [InlineData("2.5", 1)]
    [InlineData("2.5", 6)]
    public void Old_catalogs_are_read_and_brought_up_to_date(string schema, int revision)
    {
        var file = WriteOld(schema, revision);

        using (var old = CatalogReader.Open(file).Value)
        {
            Assert.Equal(new Revision(12), old.Properties.Revision);
            AssertFile(old);
        }

        using (var writer = CatalogWriter.Open(file).Value)
        {
            Assert.Equal("Regular=1 Directory=1 Nested=1 FileSize=11", writer.Counters.Self.ToString());
            writer.Insert(Samples.PathTo("/new"), Samples.RegularFile);
            writer.Commit();
        }

        using var upgraded = CatalogReader.Open(file).Value;
        Assert.Equal(CatalogSchema.Current, upgraded.Properties.Schema);
        AssertFile(upgraded);
        Assert.True(upgraded.TryLookup(PathHash.Of("/new"u8), out var entry));
        Assert.Equal(Samples.RegularFile with { Name = "new"u8.ToArray(), RowId = 3 }, entry);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("2.6", "CAT006")]
    [InlineData("3.0", "CAT006")]
    [InlineData("2.0", "CAT006")]
    [InlineData("two", "CAT005")]
    [InlineData("", "CAT005")]
    public void Schemas_that_never_were_are_refused(string schema, string id) => Assert.Equal(id, CatalogReader.Open(WriteOld(schema, 0)).Error.Id);

    private static void AssertFile(CatalogReader catalog)
    {
        Assert.True(catalog.TryLookup(PathHash.Of("/file"u8), out var entry));
        Assert.Equal((11ul, "file", -1, 1u), (entry.Size, entry.NameText, entry.ModificationNanoseconds, entry.LinkCount));
        Assert.Equal(ContentHash.FromDigest(ContentHashAlgorithm.Sha1, new byte[20].Select(_ => (byte)0xAB).ToArray()), entry.Hash);
        Assert.Equal("/nest", Assert.Single(catalog.NestedCatalogs).Path.ToString());
    }

    private string WriteOld(string schema, int revision)
    {
        var file = _temporary.File($"old-{schema}-{revision}");
        using var database = SqliteDatabase.OpenReadWrite(file, create: true);
        var root = PathHash.Root;
        var path = PathHash.Of("/file"u8);
        var owner = schema == "1.0" ? "" : ", uid INTEGER, gid INTEGER, hardlinks INTEGER DEFAULT 1";
        var later = revision >= 2 ? ", xattr BLOB" : "";
        database.Execute("CREATE TABLE catalog (" + Md5Columns + Common + owner + later + Key);
        database.Execute($"INSERT INTO catalog (md5path_1, md5path_2, parent_1, parent_2, size, mode, mtime, flags, name, symlink) VALUES ({root.Low}, {root.High}, 0, 0, 4096, 16877, 1, 1, '', '')");
        database.Execute($"INSERT INTO catalog (md5path_1, md5path_2, parent_1, parent_2, hash, size, mode, mtime, flags, name, symlink) VALUES ({path.Low}, {path.High}, {root.Low}, {root.High}, x'{string.Concat(Enumerable.Repeat("AB", 20))}', 11, 33188, 5, 4, 'file', '')");
        database.Execute($"CREATE TABLE nested_catalogs (path TEXT, sha1 TEXT{(revision >= 1 ? ", size INTEGER" : "")}, CONSTRAINT pk_nested_catalogs PRIMARY KEY (path))");
        database.Execute($"INSERT INTO nested_catalogs (path, sha1) VALUES ('/nest', '{new string('1', 40)}')");
        database.Execute("CREATE TABLE properties (key TEXT, value TEXT, CONSTRAINT pk_properties PRIMARY KEY (key))");
        database.Execute($"INSERT INTO properties VALUES ('schema', '{schema}')");
        database.Execute("INSERT INTO properties VALUES ('revision', '12')");
        if (revision > 0)
            database.Execute($"INSERT INTO properties VALUES ('schema_revision', '{revision}')");
        return file;
    }
}
