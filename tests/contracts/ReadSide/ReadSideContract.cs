using System.Security.Cryptography;

namespace CernVM.Contracts.Tests.ReadSide;

/// <summary>
/// What reading a repository must be like, on every way to read one. All of them show the fixture <c>basic-sha1</c> of the original's tools; the checks are
/// those of pjdfstest that concern a tree which nobody can write.
/// </summary>
public abstract class ReadSideContract
{
    private const string File = "/README";
    private const string Directory = "/big";
    private const string Chunked = "/big/text-20MiB";
    private const long ChunkBoundary = 16 * 1024 * 1024;

    [Fact(Timeout = 60_000)]
    public Task What_is_not_there_is_ENOENT() => WithTreeAsync(async tree =>
    {
        Assert.Equal("ENOENT", (await tree.StatusAsync("/nothing")).Error);
        Assert.Equal("ENOENT", (await tree.StatusAsync("/nothing/below")).Error);
        Assert.Equal("ENOENT", (await tree.ListAsync("/nothing")).Error);
        Assert.Equal("ENOENT", (await tree.ReadAsync(Directory + "/nothing", 0, 1)).Error);
        Assert.Equal("ENOENT", (await tree.ReadLinkAsync("/nothing")).Error);
    });

    [Fact(Timeout = 60_000)]
    public Task A_file_has_nothing_below() => WithTreeAsync(async tree =>
    {
        Assert.Equal("ENOTDIR", (await tree.StatusAsync(File + "/below")).Error);
        Assert.Equal("ENOTDIR", (await tree.ListAsync(File)).Error);
    });

    [Fact(Timeout = 60_000)]
    public Task A_directory_cannot_be_read_and_a_file_is_no_link() => WithTreeAsync(async tree =>
    {
        Assert.Equal("EISDIR", (await tree.ReadAsync(Directory, 0, 1)).Error);
        Assert.Equal("EINVAL", (await tree.ReadLinkAsync(File)).Error);
        Assert.Equal("EINVAL", (await tree.ReadLinkAsync(Directory)).Error);
    });

    [Fact(Timeout = 60_000)]
    public Task The_root_is_a_directory_with_entries() => WithTreeAsync(async tree =>
    {
        var names = (await tree.ListAsync("/")).Value!;

        Assert.Equal('d', (await tree.StatusAsync("/")).Value!.Kind);
        Assert.Contains("README", names);
        Assert.DoesNotContain(".", names);
        Assert.DoesNotContain("..", names);
        Assert.Distinct(names);
    });

    [Fact(Timeout = 60_000)]
    public Task Every_listed_name_can_be_looked_up() => WithTreeAsync(async tree =>
    {
        foreach (var directory in new[] { "/", Directory, "/symlinks", "/modes", "/special" })
        {
            foreach (var name in (await tree.ListAsync(directory)).Value!)
                Assert.Null((await tree.StatusAsync($"{directory.TrimEnd('/')}/{name}")).Error);
        }
    });

    [Fact(Timeout = 60_000)]
    public Task The_size_is_the_number_of_bytes() => WithTreeAsync(async tree =>
    {
        foreach (var path in new[] { File, "/hello.txt", "/big/random-300k" })
        {
            var size = (await tree.StatusAsync(path)).Value!.Size;
            Assert.Equal(size, (await tree.ReadAsync(path, 0, (int)size + 100)).Value!.Length);
        }
    });

    [Fact(Timeout = 60_000)]
    public Task Behind_the_end_there_is_nothing() => WithTreeAsync(async tree =>
    {
        var size = (await tree.StatusAsync(File)).Value!.Size;

        Assert.Empty((await tree.ReadAsync(File, size, 10)).Value!);
        Assert.Empty((await tree.ReadAsync(File, size + 1_000_000, 10)).Value!);
        Assert.Single((await tree.ReadAsync(File, size - 1, 10)).Value!);
    });

    [Fact(Timeout = 60_000)]
    public Task Reading_in_pieces_gives_the_whole() => WithTreeAsync(async tree =>
    {
        const string Path = "/big/random-300k";
        var whole = (await tree.ReadAsync(Path, 0, 300_000)).Value!;
        for (var offset = 0; offset < whole.Length; offset += 70_001)
            Assert.Equal(whole[offset..Math.Min(offset + 4096, whole.Length)], (await tree.ReadAsync(Path, offset, 4096)).Value);
        Assert.Equal(Expected(Path), Convert.ToHexStringLower(SHA256.HashData(whole)));
    });

    [Fact(Timeout = 60_000)]
    public Task A_read_across_chunks_is_seamless() => WithTreeAsync(async tree =>
    {
        var across = (await tree.ReadAsync(Chunked, ChunkBoundary - 1000, 2000)).Value!;

        Assert.Equal((await tree.ReadAsync(Chunked, ChunkBoundary - 1000, 1000)).Value, across[..1000]);
        Assert.Equal((await tree.ReadAsync(Chunked, ChunkBoundary, 1000)).Value, across[1000..]);
    });

    [Fact(Timeout = 60_000)]
    public Task The_status_says_the_same_again() => WithTreeAsync(async tree =>
    {
        foreach (var path in new[] { "/", File, Directory, Chunked })
            Assert.Equal(await tree.StatusAsync(path), await tree.StatusAsync(path));
    });

    [Fact(Timeout = 60_000)]
    public Task Kind_permissions_links_size_and_time_are_as_published() => WithTreeAsync(async tree =>
    {
        foreach (var expected in Fixture.Entries.Where(entry => entry.IsPlainName))
        {
            var facts = (await tree.StatusAsync(expected.Path)).Value;
            Assert.True(facts is not null, $"{expected.Path} is missing");
            Assert.Equal((expected.Path, expected.Kind, expected.Permissions), (expected.Path, facts.Kind, facts.Permissions));
            if (expected.Size is { } size)
                Assert.Equal((expected.Path, size), (expected.Path, facts.Size));
            if (expected.ModificationTime is { } time)
                Assert.Equal((expected.Path, time), (expected.Path, facts.ModificationTime));
            if (expected.Kind != 'd')
                Assert.Equal((expected.Path, expected.LinkCount), (expected.Path, facts.LinkCount));
            if (expected.LinkTarget is { } target)
                Assert.Equal((expected.Path, target), (expected.Path, (await tree.ReadLinkAsync(expected.Path)).Value));
        }
    });

    [Fact(Timeout = 60_000)]
    public Task Members_of_a_hard_link_group_are_one_inode() => WithTreeAsync(async tree =>
    {
        foreach (var group in Fixture.Entries.Where(entry => entry.HardLinkGroup is not null).GroupBy(entry => entry.HardLinkGroup))
        {
            var inodes = new HashSet<ulong>();
            foreach (var member in group)
                inodes.Add((await tree.StatusAsync(member.Path)).Value!.Inode);
            Assert.Single(inodes);
        }
    });

    /// <summary>A way to read the fixture; skips the test where it does not exist.</summary>
    protected abstract Task<IReadableTree> OpenAsync();

    private static string Expected(string path) => Fixture.Entries.Single(entry => entry.Path == path).Sha256;

    private async Task WithTreeAsync(Func<IReadableTree, Task> check)
    {
        Fixture.Require();
        await using var tree = await OpenAsync();
        await check(tree);
    }
}
