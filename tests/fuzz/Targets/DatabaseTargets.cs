using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.History;

namespace CernVM.Fuzz.Targets;

/// <summary>Readers of SQLite files, which lie in memory. A damaged file may end a read by the exception that says so, and by no other.</summary>
internal static class DatabaseTargets
{
    private static readonly string Folder = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
    private static readonly string DatabaseFile = Path.Combine(Folder, $"cernvm-fuzz-{Environment.ProcessId}");

    public static readonly IReadOnlyList<FuzzTarget> All =
    [
        new("catalog", bytes => WithFile(bytes, ReadCatalog)),
        new("history", bytes => WithFile(bytes, static file => HistoryReader.Read(file))),
        new("reflog", bytes => WithFile(bytes, static file => ReflogReader.Read(file))),
    ];

    private static void ReadCatalog(string file)
    {
        if (!CatalogReader.Open(file).TryGet(out var reader, out _))
            return;
        using (reader)
        {
            try
            {
                var root = PathHash.Of(RepositoryPath.Root);
                reader.List(root, static entry => _ = entry.Name);
                reader.TryLookup(PathHash.Of(RepositoryPath.Parse("/dir")), out _);
                reader.Row(1);
                reader.HardlinkGroups();
                reader.ForEachRow(row => reader.Chunks(row.Path, ContentHashAlgorithm.Sha1));
                reader.ForEachChunk(static (_, _) => { });
            }
            catch (MalformedDataException)
            {
                // The way in which a reader says that the file is damaged.
                return;
            }
        }
    }

    private static void WithFile(ReadOnlySpan<byte> bytes, Action<string> read)
    {
        using (var file = new FileStream(DatabaseFile, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            file.Write(bytes);
        read(DatabaseFile);
        File.Delete(DatabaseFile);
    }
}
