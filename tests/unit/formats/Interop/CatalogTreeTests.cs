using System.Security.Cryptography;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.History;
using CernVM.Cvmfs.Formats.Xattrs;

namespace CernVM.Cvmfs.Formats.Tests.Interop;

/// <summary>All entries of the original's repositories, compared with the trees that they were made from.</summary>
public sealed class CatalogTreeTests
{
    public static TheoryData<string> Names => InteropRepository.Names;

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Names))]
    public void Head_shows_the_source_tree(string name)
    {
        using var repository = InteropRepository.Open(name);

        AssertShows(repository, repository.Manifest.RootCatalog, "expected.tsv");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("tagged", "v1")]
    [InlineData("tagged", "v2")]
    [InlineData("tagged", "v3")]
    [InlineData("garbage", "keepme")]
    public void A_tag_shows_the_source_tree_of_its_time(string name, string tagName)
    {
        using var repository = InteropRepository.Open(name);
        var tags = HistoryReader.Read(repository.Unpack(repository.Manifest.History!.Value, ObjectKind.History)).Value;

        Assert.True(tags.TryFind(tagName, out var tag));
        AssertShows(repository, tag.RootCatalog, $"expected-{tagName}.tsv");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Names))]
    public void Counters_are_those_of_the_rows(string name)
    {
        using var repository = InteropRepository.Open(name);
        var tree = CatalogTree.Read(repository, repository.Manifest.RootCatalog);

        foreach (var catalog in tree.Values.Select(entry => entry.Catalog).Distinct())
        {
            var counted = default(CounterSet).With(CatalogCounter.Nested, catalog.NestedCatalogs.Count);
            catalog.ForEachRow(row => counted += CounterSet.Of(row.Entry));
            catalog.ForEachChunk((_, _) => counted += default(CounterSet).With(CatalogCounter.Chunks, 1));
            var below = default(CounterSet);
            foreach (var nested in catalog.NestedCatalogs)
                below += tree[nested.Path].Catalog.Counters.Total;

            Assert.Equal(counted, catalog.Counters.Self);
            Assert.Equal(below, catalog.Counters.Subtree);
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Names))]
    public void Parents_name_size_and_predecessors_of_nested_catalogs(string name)
    {
        using var repository = InteropRepository.Open(name);
        var tree = CatalogTree.Read(repository, repository.Manifest.RootCatalog);

        Assert.Equal((long)repository.Manifest.RootCatalogSize, new FileInfo(repository.Unpack(repository.Manifest.RootCatalog, ObjectKind.Catalog)).Length);
        foreach (var nested in tree.Values.Select(entry => entry.Catalog).Distinct().SelectMany(catalog => catalog.NestedCatalogs))
            Assert.Equal((long)nested.Size, new FileInfo(repository.Unpack(nested.Hash, ObjectKind.Catalog)).Length);
    }

    private static void AssertShows(InteropRepository repository, ContentHash root, string expectedFile)
    {
        var tree = CatalogTree.Read(repository, root);
        var expected = ExpectedEntry.ReadAll(repository.Beside(expectedFile));

        Assert.Equal(expected.Select(entry => entry.Path).Order(), tree.Keys.Order());
        foreach (var entry in expected)
        {
            var actual = tree[entry.Path];
            Assert.Equal(Describe(entry), Describe(entry, actual.Entry));
            if (entry.Type == 'f')
                AssertContent(repository, entry, actual);
        }

        AssertHardlinks(expected, tree);
    }

    private static string Describe(ExpectedEntry e) => FormattableString.Invariant(
        $"{e.Path} {e.Type} {e.Permissions} {e.Uid}:{e.Gid} {e.Size} {e.ModificationTime} {e.Nanoseconds} {Convert.ToHexString(e.Symlink)} {e.Links} {e.Device} ")
        + string.Join(';', e.Xattrs.Select(pair => pair.Key + "=" + pair.Value));

    // What the source does not determine is taken out of the comparison, and nanoseconds that were not recorded are 0 there.
    private static string Describe(ExpectedEntry expected, DirectoryEntry e) => Describe(expected with
    {
        Type = TypeOf(e),
        Permissions = e.Mode & 0xFFF,
        Uid = e.Uid,
        Gid = e.Gid,
        Size = expected.Size is null ? null : e.IsSpecial ? 0 : e.Size,
        ModificationTime = expected.ModificationTime is null ? null : e.ModificationTime,
        Nanoseconds = expected.Nanoseconds is null ? null : Math.Max(0, e.ModificationNanoseconds),
        Symlink = e.Symlink.ToArray(),
        Links = e.LinkCount,
        Device = e.IsDevice ? $"{(e.DeviceNumber >> 8) & 0xFFF}:{(e.DeviceNumber & 0xFF) | ((e.DeviceNumber >> 12) & 0xFFF00)}" : "-",
        Xattrs = new(XattrList.Parse(e.Xattrs.Span).Value.Pairs.ToDictionary(p => p.Key, p => Convert.ToHexStringLower(p.Value.Span)), StringComparer.Ordinal),
    });

    private static char TypeOf(DirectoryEntry entry) => (entry.Mode & 0xF000) switch
    {
        0x4000 => 'd',
        0xA000 => 'l',
        0x8000 => 'f',
        0x2000 => 'c',
        0x6000 => 'b',
        0x1000 => 'p',
        _ => 's',
    };

    private static void AssertContent(InteropRepository repository, ExpectedEntry expected, TreeEntry actual)
    {
        var entry = actual.Entry;
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (entry.IsChunked)
        {
            foreach (var chunk in actual.Catalog.Chunks(PathHash.Of(expected.Path), entry.Hash.Algorithm))
                sha256.AppendData(repository.ReadData(chunk.Hash, ObjectKind.Chunk, entry.Compression));
        }
        else
        {
            sha256.AppendData(repository.ReadData(entry.Hash, ObjectKind.Bulk, entry.Compression));
        }

        Assert.Equal(expected.Sha256, Convert.ToHexStringLower(sha256.GetHashAndReset()));
    }

    private static void AssertHardlinks(IReadOnlyList<ExpectedEntry> expected, Dictionary<RepositoryPath, TreeEntry> tree)
    {
        foreach (var group in expected.Where(entry => entry.HardlinkGroup is not ("-" or "*")).GroupBy(entry => entry.HardlinkGroup))
        {
            var groups = group.Select(entry => tree[entry.Path].Entry.HardlinkGroup).Distinct().ToList();
            Assert.NotEqual(0u, Assert.Single(groups));
        }
    }
}
