using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.History;
using CernVM.Cvmfs.Formats.Sqlite;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.History;

public sealed class HistoryTests : IDisposable
{
    private static readonly RepositoryName Name = RepositoryName.Parse("sw.example.org");
    private static readonly ContentHash Hash = ContentHash.Compute(ContentHashAlgorithm.Shake128, "root"u8);

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact(Timeout = 60_000)]
    public void Tags_round_trip_newest_first()
    {
        using (var writer = HistoryWriter.Create(_temporary.File("h"), Name))
        {
            writer.AddBranch("test", "", new Revision(2));
            writer.Set(NewTag("old", 1));
            writer.Set(NewTag("new", 3) with { Description = "with spaces, ü and 'quotes'", Branch = "test" });
            writer.Set(NewTag("gone", 2));
            writer.Set(NewTag("old", 1) with { Size = 7 });
            Assert.True(writer.Remove("gone"));
            Assert.False(writer.Remove("gone"));
            writer.Commit(Hash);
        }

        var database = HistoryReader.Read(_temporary.File("h")).Value;

        Assert.Equal((Name, Hash), (database.Repository, database.PreviousRevision));
        Assert.Equal([NewTag("new", 3) with { Description = "with spaces, ü and 'quotes'", Branch = "test" }, NewTag("old", 1) with { Size = 7 }], database.Tags);
        Assert.False(database.TryFind("gone", out _));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0, null)]
    [InlineData(1, "r1")]
    [InlineData(25, "r2")]
    [InlineData(99, "r4")]
    public void The_state_of_a_moment_is_the_highest_revision_not_younger(int minute, string? expected)
    {
        using (var writer = HistoryWriter.Create(_temporary.File("h"), Name))
        {
            writer.AddBranch("side", "", new Revision(3));
            foreach (var (revision, at) in (ReadOnlySpan<(ulong, int)>)[(1, 1), (2, 10), (4, 30)])
                writer.Set(NewTag("r" + revision, revision) with { Timestamp = DateTimeOffset.UnixEpoch.AddMinutes(at) });
            writer.Set(NewTag("r5", 5) with { Timestamp = DateTimeOffset.UnixEpoch.AddMinutes(40), Branch = "side" });
            writer.Commit(Hash);
        }

        Assert.Equal(expected, HistoryReader.Read(_temporary.File("h")).Value.FindByDate(DateTimeOffset.UnixEpoch.AddMinutes(minute))?.Name);
    }

    [Fact(Timeout = 60_000)]
    public void Old_databases_are_read_and_brought_up_to_date()
    {
        using (var database = SqliteDatabase.OpenReadWrite(_temporary.File("h"), create: true))
        {
            database.Execute("CREATE TABLE properties (key TEXT, value TEXT, CONSTRAINT pk_properties PRIMARY KEY (key))");
            database.Execute("INSERT INTO properties VALUES ('schema', '1.0'), ('fqrn', 'sw.example.org')");
            database.Execute("CREATE TABLE tags (name TEXT, hash TEXT, revision INTEGER, timestamp INTEGER, channel INTEGER, description TEXT, CONSTRAINT pk_tags PRIMARY KEY (name))");
            database.Execute($"INSERT INTO tags VALUES ('old', '{Hash}', 1, 60, 4, 'kept')");
        }

        using (var writer = HistoryWriter.Open(_temporary.File("h")).Value)
        {
            writer.Set(NewTag("new", 2));
            writer.Commit(ContentHash.Null(ContentHashAlgorithm.Sha1));
        }

        var tags = HistoryReader.Read(_temporary.File("h")).Value;
        Assert.Equal(["new", "old"], tags.Tags.Select(tag => tag.Name));
        Assert.Equal("kept", tags.Tags[1].Description);
        Assert.True(tags.PreviousRevision.IsNull);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("HIS002", "UPDATE properties SET value = '2.0' WHERE key = 'schema'")]
    [InlineData("HIS003", "ALTER TABLE tags RENAME COLUMN hash TO sha1")]
    [InlineData("HIS004", "UPDATE tags SET name = 'white space'")]
    [InlineData("HIS004", "UPDATE tags SET hash = 'abc'")]
    [InlineData("HIS004", "UPDATE tags SET revision = -1")]
    [InlineData("HIS004", "UPDATE tags SET timestamp = -1")]
    [InlineData("HIS005", "DELETE FROM properties WHERE key = 'fqrn'")]
    public void Faulty_databases_are_named(string id, string statement)
    {
        using (var writer = HistoryWriter.Create(_temporary.File("h"), Name))
        {
            writer.Set(NewTag("v1", 1));
            writer.Commit(Hash);
        }

        using (var database = SqliteDatabase.OpenReadWrite(_temporary.File("h"), create: false))
            database.Execute(statement);

        Assert.Equal(id, HistoryReader.Read(_temporary.File("h")).Error.Id);
        Assert.Equal(id, HistoryWriter.Open(_temporary.File("h")).Error.Id);
    }

    [Theory]
    [InlineData("v1", true)]
    [InlineData("generic-2026-11-22T13:55:29Z", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    public void Tag_names_have_no_white_space(string name, bool good) => Assert.Equal(good, Tag.IsName(name));

    [Fact(Timeout = 60_000)]
    public void Reflogs_round_trip_in_the_order_of_insertion()
    {
        ReflogEntry[] entries = [new(Hash, ReflogEntryKind.RootCatalog, DateTimeOffset.UnixEpoch.AddDays(1)), new(ContentHash.Compute(ContentHashAlgorithm.Sha1, "x"u8), ReflogEntryKind.MetaInfo, DateTimeOffset.UnixEpoch)];
        using (var writer = ReflogWriter.Create(_temporary.File("r"), Name))
        {
            foreach (var entry in entries)
                writer.Set(entry);
            writer.Set(entries[0] with { Hash = Samples("dropped") });
            Assert.True(writer.Remove(Samples("dropped")));
            Assert.False(writer.Remove(Samples("dropped")));
            writer.Commit();
            writer.Commit(compact: true);
        }

        var reflog = ReflogReader.Read(_temporary.File("r")).Value;
        Assert.Equal(Name, reflog.Repository);
        Assert.Equal(entries, reflog.Entries);
        using var again = ReflogWriter.Open(_temporary.File("r")).Value;
        Assert.Equal(entries, again.Read().Entries);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("REF002", "DELETE FROM properties WHERE key = 'schema'")]
    [InlineData("REF003", "DROP TABLE refs")]
    [InlineData("REF004", "UPDATE refs SET type = 4")]
    [InlineData("REF004", "UPDATE refs SET hash = ''")]
    public void Faulty_reflogs_are_named(string id, string statement)
    {
        using (var writer = ReflogWriter.Create(_temporary.File("r"), Name))
        {
            writer.Set(new ReflogEntry(Hash, ReflogEntryKind.History, DateTimeOffset.UnixEpoch));
            writer.Commit();
        }

        using (var database = SqliteDatabase.OpenReadWrite(_temporary.File("r"), create: false))
            database.Execute(statement);

        Assert.Equal(id, ReflogReader.Read(_temporary.File("r")).Error.Id);
    }

    [Fact(Timeout = 120_000)]
    public void Damaged_files_never_throw()
    {
        using (var writer = HistoryWriter.Create(_temporary.File("h"), Name))
        {
            writer.Set(NewTag("v1", 1));
            writer.Commit(Hash);
        }

        Mutations.Of(File.ReadAllBytes(_temporary.File("h"))).Sample(
            bytes =>
            {
                using var folder = new TemporaryFolder();
                File.WriteAllBytes(folder.File("x"), bytes);
                Assert.False(ReflogReader.Read(folder.File("x")).IsOk);
                if (HistoryReader.Read(folder.File("x")).TryGet(out var read, out _))
                    Assert.True(read.Tags.Count <= 1);
            },
            iter: 150);
    }

    private static ContentHash Samples(string text) => ContentHash.Compute(ContentHashAlgorithm.Sha1, System.Text.Encoding.ASCII.GetBytes(text));

    private static Tag NewTag(string name, ulong revision) =>
        new() { Name = name, RootCatalog = Hash, Revision = new Revision(revision), Timestamp = DateTimeOffset.UnixEpoch.AddHours(1) };
}
