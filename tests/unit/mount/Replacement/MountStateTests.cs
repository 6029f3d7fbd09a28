using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Fuse.Session;
using CernVM.Cvmfs.Mount.Replacement;
using CsCheck;

namespace CernVM.Cvmfs.Mount.Tests.Replacement;

public class MountStateTests
{
    private static readonly ContentHash Root = ContentHash.Compute(ContentHashAlgorithm.Sha1, "root"u8);

    [Fact]
    public void What_is_written_is_read()
    {
        var state = Example();

        var read = MountStateReader.Read(MountStateWriter.Write(state), out var error);

        Assert.Equal("", error);
        Assert.NotNull(read);
        Assert.Equal(state.Version, read.Version);
        Assert.Equal(state.Session, read.Session);
        Assert.Equal(state.Client.Revision, read.Client.Revision);
        Assert.Equal(state.Client.NextCheck, read.Client.NextCheck);
        Assert.Equal(state.Client.Catalogs, read.Client.Catalogs);
        Assert.Equal(state.Client.InodeLimit, read.Client.InodeLimit);
        Assert.Equal(state.Open.Files, read.Open.Files);
        Assert.Equal(state.Open.Backings, read.Open.Backings);
        Assert.Equal(state.Open.LastHandle, read.Open.LastHandle);
        Assert.Equal(state.MountedAt, read.MountedAt);
        Assert.Equal(state.History, read.History);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_reload_says_of_debugging_arrives(bool? debug) =>
        Assert.Equal(debug, MountStateReader.Read(MountStateWriter.Write(Example() with { Debug = debug }), out _)!.Debug);

    [Fact]
    public void A_revision_without_manifest_tag_and_time_is_read_as_such()
    {
        var state = Example();
        var bare = new RepositoryRevision { RootCatalog = Root, Number = new Revision(7), IsFixed = true };
        state = state with { Client = state.Client with { Revision = bare, NextCheck = null } };

        var read = MountStateReader.Read(MountStateWriter.Write(state), out _);

        Assert.Equal(bare, read!.Client.Revision);
        Assert.Null(read.Client.NextCheck);
    }

    [Fact]
    public void Catalogs_of_a_program_that_did_not_count_references_are_never_forgotten()
    {
        var lines = Encoding.ASCII.GetString(MountStateWriter.Write(Example())).Split('\n')
            .Where(line => !line.StartsWith("inodes ", StringComparison.Ordinal))
            .Select(line => line.StartsWith("catalog ", StringComparison.Ordinal) ? line[..line.LastIndexOf(' ')] : line);

        var read = MountStateReader.Read(Encoding.ASCII.GetBytes(string.Join('\n', lines)), out var error);

        Assert.Equal("", error);
        Assert.Equal(0UL, read!.Client.InodeLimit);
        Assert.All(read.Client.Catalogs, catalog => Assert.True(catalog.References > uint.MaxValue));
    }

    [Fact]
    public void Lines_and_words_of_later_versions_are_passed_over()
    {
        var text = Encoding.ASCII.GetString(MountStateWriter.Write(Example())).Replace("handles 9", "handles 9 more words", StringComparison.Ordinal);

        var read = MountStateReader.Read(Encoding.ASCII.GetBytes(text + "colour blue\n"), out var error);

        Assert.Equal("", error);
        Assert.Equal(9UL, read!.Open.LastHandle);
    }

    [Theory]
    [InlineData("", "form")]
    [InlineData("cvmfs-mount-state 2\nsession 1 2\n", "form")]
    [InlineData("cvmfs-mount-state 1\nsession 1 2\n", "cut off")]
    [InlineData("cvmfs-mount-state 1\nsession one\n", "line 2")]
    [InlineData("cvmfs-mount-state 1\ncatalog 1 2\n", "line 2")]
    public void What_cannot_be_read_is_explained(string text, string expected)
    {
        Assert.Null(MountStateReader.Read(Encoding.ASCII.GetBytes(text), out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_damage_makes_the_reader_throw()
    {
        var good = MountStateWriter.Write(Example());
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample((at, value, length) =>
        {
            var bytes = good.AsSpan(0, length).ToArray();
            if (at < length)
                bytes[at] = value;
            _ = MountStateReader.Read(bytes, out _);
        });
    }

    private static MountState Example() => new()
    {
        Version = "1.2.3",
        Session = new SessionState(45, InitFlags.FUSE_PASSTHROUGH | InitFlags.FUSE_ASYNC_READ),
        Client = new ClientState
        {
            Revision = new RepositoryRevision
            {
                RootCatalog = Root,
                Number = new Revision(42),
                PublishedAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
                Tag = "a tag",
                Manifest = new Manifest { RootCatalog = Root, Revision = new Revision(42), Repository = RepositoryName.Parse("test.example.org") },
            },
            NextCheck = DateTimeOffset.FromUnixTimeSeconds(1_700_000_100),
            IsOnline = true,
            InodeLimit = 400,
            Catalogs =
            [
                new SavedCatalog(RepositoryPath.Root, Root, 4096, RepositoryPath.Root, 255, 10, IsRetired: false, References: 5),
                new SavedCatalog(RepositoryPath.Parse("/a b/\u00fc"), Root, -1, null, 265, 3, IsRetired: true, References: 0),
            ],
        },
        Open = new OpenState(9, [new SavedFile(3, 260, HasDescriptor: true), new SavedFile(9, 261, HasDescriptor: false)], [new SavedBacking(260, 1, 2)]),
        OpenDirectories = 4,
        MountedAt = DateTimeOffset.FromUnixTimeSeconds(1_699_000_000),
        History = [new ServedBy(DateTimeOffset.FromUnixTimeSeconds(1_699_000_000), "1.2.2")],
    };
}
