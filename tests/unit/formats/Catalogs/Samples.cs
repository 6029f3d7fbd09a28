using System.Text;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Tests.Catalogs;

/// <summary>Entries and a small catalog for the tests of readers and writers.</summary>
internal static class Samples
{
    public static readonly ContentHash SomeHash = ContentHash.Compute(ContentHashAlgorithm.Rmd160, "data"u8);

    public static DirectoryEntry Directory { get; } = new() { Flags = EntryFlags.Directory, Mode = 0x41ED, Size = 4096, LinkCount = 2 };

    public static DirectoryEntry RegularFile { get; } = new()
    {
        Flags = EntryFlags.File,
        Mode = 0x89ED,
        Size = 11,
        Hash = SomeHash,
        Compression = CompressionAlgorithm.None,
        ModificationTime = -7,
        ModificationNanoseconds = 999_999_999,
        Uid = uint.MaxValue - 1,
        Gid = 100,
        LinkCount = 2,
        HardlinkGroup = 3,
        Xattrs = (byte[])[1, 1, 6, 1, .. "user.a"u8, 42],
    };

    public static DirectoryEntry Symlink { get; } = new()
    {
        Flags = EntryFlags.File | EntryFlags.Symlink,
        Mode = 0xA1FF,
        Size = 6,
        Symlink = "target"u8.ToArray(),
    };

    public static DirectoryEntry Device { get; } = new() { Flags = EntryFlags.File | EntryFlags.Special, Mode = 0x21B6, Size = 259 };

    public static DirectoryEntry ChunkedFile { get; } = new()
    {
        Flags = EntryFlags.File | EntryFlags.Chunked,
        Mode = 0x81A4,
        Size = 300,
        Hash = ContentHash.Null(ContentHashAlgorithm.Shake128),
    };

    public static IReadOnlyList<FileChunk> TwoChunks { get; } =
    [
        new(0, 100, ContentHash.Compute(ContentHashAlgorithm.Shake128, "one"u8)),
        new(100, 200, ContentHash.Compute(ContentHashAlgorithm.Shake128, "two"u8)),
    ];

    public static RepositoryPath PathTo(string text) => RepositoryPath.FromUtf8(Encoding.Latin1.GetBytes(text));

    /// <summary>Writes a root catalog with one entry of each kind and a nested catalog below.</summary>
    public static void Write(string file)
    {
        using var writer = CatalogWriter.Create(file, new CatalogProperties { TimeToLive = 60, LastModified = DateTimeOffset.UnixEpoch.AddDays(1) }, Directory);
        writer.Insert(PathTo("/dir"), Directory);
        writer.Insert(PathTo("/dir/file"), RegularFile);
        writer.Insert(PathTo("/dir/\xFF\xFE"), RegularFile);
        writer.Insert(PathTo("/dir/link"), Symlink);
        writer.Insert(PathTo("/null"), Device);
        writer.Insert(PathTo("/chunked"), ChunkedFile);
        writer.SetChunks(PathTo("/chunked"), TwoChunks);
        writer.Insert(PathTo("/nested"), Directory with { Flags = EntryFlags.Directory | EntryFlags.NestedMountpoint });
        writer.SetNested(new NestedCatalog(PathTo("/nested"), SomeHash, 4096));
        writer.AddToSubtree(default(CounterSet).With(CatalogCounter.Directory, 1));
        writer.Commit();
    }
}
