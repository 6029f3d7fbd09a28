using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>
/// A copy of a repository with <c>/.cvmfs/snapshots/TAG</c>, row by row as the original's server (2.12.0) adds it with <c>CVMFS_VIRTUAL_DIR=true</c>: the directory is
/// hidden and a nested catalog, and a tag is a directory like the root of its catalog that refers to it as a bind mountpoint. There is no manifest of it: it is mounted by
/// the hash of its root catalog.
/// </summary>
internal sealed class SnapshotDirectory : IDisposable
{
    private const string EmptyObject = "e8ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78";
    private const int Directory = 1;
    private const int NestedMountpoint = 2;
    private const int NestedRoot = 32;
    private const int Bind = 16384;
    private const int Hidden = 32768;
    private const string Columns = "md5path_1, md5path_2, parent_1, parent_2, hardlinks, hash, size, mode, mtime, flags, name, symlink, uid, gid, xattr";

    private readonly string _folder;

    private SnapshotDirectory(string folder, string rootHash) => (_folder, RootHash) = (folder, rootHash);

    public string Storage => Path.Combine(_folder, "repo");

    public string RootHash { get; }

    /// <summary>Adds the directory.</summary>
    /// <param name="repository">Stays as it is.</param>
    /// <param name="tags">Names and root catalogs.</param>
    public static async Task<SnapshotDirectory> MakeAsync(Interop repository, IReadOnlyDictionary<string, string> tags)
    {
        repository.Require();
        var folder = System.IO.Directory.CreateTempSubdirectory("cvmfs-snapshots-").FullName;
        var storage = Path.Combine(folder, "repo");
        await Command.RequireAsync("cp", "-r", repository.Storage, storage);
        var root = await FetchAsync(storage, repository.Manifest('C'), Path.Combine(folder, "root.db"));

        var virtualCatalog = Path.Combine(folder, "virtual.db");
        File.Copy(root, virtualCatalog);
        var statements = new StringBuilder($"""
            DELETE FROM catalog; DELETE FROM chunks; DELETE FROM nested_catalogs; DELETE FROM bind_mountpoints; DELETE FROM properties WHERE key IN ('TTL', 'voms_authz');
            INSERT OR REPLACE INTO properties VALUES ('root_prefix', '/.cvmfs'), ('revision', '1'), ('previous_revision', '{new string('0', 40)}');
            {Row("/.cvmfs", "3, NULL, 97, 16749", Directory | NestedRoot | Hidden)}
            {Row("/.cvmfs/.cvmfscatalog", $"1, x'{EmptyObject}', 0, 33060", 4)}
            {Row("/.cvmfs/snapshots", $"{tags.Count + 2}, NULL, 97, 16749", Directory)}

            """);
        foreach (var (name, hash) in tags)
        {
            var file = await FetchAsync(storage, hash, Path.Combine(folder, name + ".db"));
            var path = $"/.cvmfs/snapshots/{name}";
            statements.Append(CultureInfo.InvariantCulture, $"""
                ATTACH '{file}' AS tag;
                INSERT INTO catalog ({Columns}) SELECT {Key(path)}, {Key("/.cvmfs/snapshots")}, hardlinks, hash, size, mode, mtime, {Directory | Bind}, '{name}', symlink, uid, gid, xattr
                  FROM tag.catalog WHERE (md5path_1, md5path_2) = ({Key("")});
                DETACH tag;
                INSERT INTO bind_mountpoints VALUES ('{path}', '{hash}', {new FileInfo(file).Length});

                """);
        }
        await SqlAsync(virtualCatalog, statements.ToString());

        var nested = await StoreAsync(storage, virtualCatalog);
        await SqlAsync(root, $"""
            UPDATE catalog SET hardlinks = hardlinks + 1 WHERE (md5path_1, md5path_2) = ({Key("")});
            {Row("/.cvmfs", "3, NULL, 97, 16749", Directory | NestedMountpoint | Hidden)}
            INSERT INTO nested_catalogs VALUES ('/.cvmfs', '{nested}', {new FileInfo(virtualCatalog).Length});
            """);
        return new SnapshotDirectory(folder, await StoreAsync(storage, root));
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    // Links, hash, size and mode are given as the columns follow one another.
    private static string Row(string path, string values, int flags) =>
        $"INSERT INTO catalog ({Columns}) VALUES ({Key(path)}, {Key(path[..path.LastIndexOf('/')])}, {values}, 1796036303, {flags}, '{path[(path.LastIndexOf('/') + 1)..]}', '', 0, 0, NULL);";

    private static string Key(string path)
    {
        var hash = MD5.HashData(Encoding.UTF8.GetBytes(path));
        return string.Create(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadInt64LittleEndian(hash)}, {BinaryPrimitives.ReadInt64LittleEndian(hash.AsSpan(8))}");
    }

    private static async Task SqlAsync(string file, string statements)
    {
        var result = await Command.RunAsync("sqlite3", ["-bail", file], null, statements);
        Assert.True(result.ExitCode == 0, result.Errors);
    }

    private static async Task<string> FetchAsync(string storage, string hash, string file)
    {
        await using var stored = File.OpenRead(ObjectFile(storage, hash));
        await using var plain = new ZLibStream(stored, CompressionMode.Decompress);
        await using var copy = File.Create(file);
        await plain.CopyToAsync(copy);
        return file;
    }

    private static async Task<string> StoreAsync(string storage, string file)
    {
        using var stored = new MemoryStream();
        await using (var zlib = new ZLibStream(stored, CompressionLevel.Optimal, leaveOpen: true))
            await zlib.WriteAsync(await File.ReadAllBytesAsync(file));
        var hash = Convert.ToHexStringLower(SHA1.HashData(stored.ToArray()));
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(ObjectFile(storage, hash))!);
        await File.WriteAllBytesAsync(ObjectFile(storage, hash), stored.ToArray());
        return hash;
    }

    private static string ObjectFile(string storage, string hash) => $"{storage}/data/{hash[..2]}/{hash[2..]}C";
}
