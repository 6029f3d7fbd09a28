using System.Security.Cryptography;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Xattrs;

namespace CernVM.Cvmfs.Client.Tests;

/// <summary>Repositories of the original publisher, read over HTTP: every path, attribute and byte.</summary>
public sealed class InteropTests
{
    [Theory(Timeout = 120_000)]
    [InlineData("basic-sha1", "basic.example.org", "expected.tsv", null)]
    [InlineData("shake128", "shake128.example.org", "expected.tsv", null)]
    [InlineData("garbage", "garbage.example.org", "expected.tsv", null)]
    [InlineData("garbage", "garbage.example.org", "expected-keepme.tsv", "keepme")]
    [InlineData("tagged", "tagged.example.org", "expected.tsv", null)]
    [InlineData("tagged", "tagged.example.org", "expected-v1.tsv", "v1")]
    [InlineData("tagged", "tagged.example.org", "expected-v2.tsv", "v2")]
    [InlineData("tagged", "tagged.example.org", "expected-v3.tsv", "v3")]
    public async Task Everything_is_as_published(string name, string fqrn, string expectation, string? tag)
    {
        var folder = Interop.Folder(name);
        using var cache = new TemporaryFolder();
        await using var origin = FakeOrigin.Files(Path.Combine(folder, "repo"));
        var settings = TestSettings.ForInterop(folder, fqrn, cache.Path, origin.Url) with { Revision = new() { Tag = tag } };
        var opened = await RepositoryClient.OpenAsync(settings, new ClientServices(), TestContext.Current.CancellationToken);
        Assert.True(opened.IsOk, opened.Failure?.ToString());
        await using var client = opened.Value;

        var rows = Interop.Expected(Path.Combine(folder, expectation));
        foreach (var row in rows)
            await CompareAsync(client, row);
        Assert.Equal(rows.Select(row => row["path"].Length == 0 ? "/" : row["path"]).Where(path => path != "/").Count(), await CountAsync(client, client.Root));
        AssertHardlinksShareInodes(client, rows);
    }

    private static async Task CompareAsync(RepositoryClient client, Dictionary<string, string> row)
    {
        var path = RepositoryPath.FromUtf8(Interop.Unescape(row["path"]));
        var found = await client.GetNodeAsync(path, default);
        Assert.True(found.IsOk, $"{row["path"]}: {found.Failure}");
        var node = found.Value;
        var byInode = await client.GetNodeAsync(node.Inode, default);
        Assert.Equal(node.Inode, byInode.Value.Inode);
        if (node.Entry.HardlinkGroup == 0)
            Assert.Equal(path, byInode.Value.Path);
        Assert.Equal(row["type"], TypeOf(node));
        if (row["size"] is not ("-" or "*") && row["type"] != "l")
            Assert.Equal(row["size"], node.Size.ToString());
        if (row["mtime"] != "*")
            Assert.Equal(row["mtime"], node.Entry.ModificationTime.ToString());
        if (row["symlink"] is var target && row["type"] == "l" && !target.Contains("$(", StringComparison.Ordinal))
            Assert.Equal(Interop.Unescape(target), node.SymlinkTarget.ToArray());
        if (row["type"] == "f" && row["sha256"] != "*")
            Assert.Equal(row["sha256"], await Sha256Async(client, node));
        if (row["xattrs"] is { Length: > 1 } xattrs && xattrs != "*")
            Assert.Equal(xattrs.Split(';', StringSplitOptions.RemoveEmptyEntries).Length, XattrList.Parse(node.Entry.Xattrs.Span).Value.Count);
    }

    private static string TypeOf(RepositoryNode node) => (node.Entry.Mode >> 12) switch
    {
        8 => "f",
        4 => "d",
        10 => "l",
        1 => "p",
        2 => "c",
        6 => "b",
        12 => "s",
        _ => "?",
    };

    private static async Task<string> Sha256Async(RepositoryClient client, RepositoryNode node)
    {
        var opened = await client.OpenFileAsync(node, default);
        Assert.True(opened.IsOk, opened.Failure?.ToString());
        using var file = opened.Value;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // An odd size, so that reads cross the borders of chunks.
        var buffer = new byte[70_001];
        long offset = 0;
        while (true)
        {
            var read = await file.ReadAsync(offset, buffer, default);
            Assert.True(read.IsOk, read.Failure?.ToString());
            if (read.Value == 0)
                break;
            hash.AppendData(buffer, 0, read.Value);
            offset += read.Value;
        }

        Assert.Equal((long)node.Size, offset);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<int> CountAsync(RepositoryClient client, RepositoryNode directory)
    {
        var entries = new List<RepositoryNode>();
        var listed = await client.ListAsync(directory, entries, default);
        Assert.True(listed.IsOk, listed.Failure?.ToString());
        var count = entries.Count;
        foreach (var entry in entries)
        {
            Assert.Equal(TreeAnswer.Found, client.TryLookup(directory, entry.Entry.Name.Span, out var looked));
            Assert.Equal(entry.Inode, looked!.Inode);
            if (entry.Entry.IsDirectory)
                count += await CountAsync(client, entry);
        }

        return count;
    }

    private static void AssertHardlinksShareInodes(RepositoryClient client, IReadOnlyList<Dictionary<string, string>> rows)
    {
        foreach (var group in rows.Where(row => row.GetValueOrDefault("hardlink_group") is { Length: > 0 } text && text is not ("-" or "*" or "0")).GroupBy(row => row["hardlink_group"]))
        {
            var inodes = group.Select(row =>
            {
                Assert.Equal(TreeAnswer.Found, client.TryGetNode(RepositoryPath.FromUtf8(Interop.Unescape(row["path"])), out var node));
                return node!.Inode;
            });
            Assert.Single(inodes.Distinct());
        }
    }
}
