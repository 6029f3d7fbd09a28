namespace CernVM.Cvmfs.Server.FunctionalTests;

/// <summary>Going back, finding damage, and signing anew.</summary>
public sealed class RepairTests
{
    private const string Files = $"F={Publisher.Repository}; S=srv/cvmfs/$F; ";

    private const string Objects = Files
        + "field() { sed -n \"s/^$1//p;/^--/q\" $S/.cvmfspublished; }; unz() { perl -MCompress::Zlib -0777 -ne 'print uncompress($_)'; }; "
        + "file() { echo $S/data/$(echo $1 | cut -c1-2)/$(echo $1 | cut -c3-)${2-}; }; unz < $(file $(field C) C) > root.db; ";

    // Puts a changed root catalog into the store and names it in the manifest, which 'resign -p' then signs.
    private const string ReplaceRoot =
        "perl -MCompress::Zlib -0777 -ne 'print compress($_)' root.db > root.z; new=$(sha1sum < root.z | cut -c1-40); cp root.z $(file $new C); "
        + "NEW=$new perl -0777 -pi -e 's/^C[0-9a-f]+/C$ENV{NEW}/' $S/.cvmfspublished; "
        + "perl -0777 -ne '/^(.*?\\n)--\\n/s; print $1' $S/.cvmfspublished > text; (cat text; echo --; sha1sum < text | cut -c1-40; echo unsigned) > $S/.cvmfspublished";

    [Fact(Timeout = 300_000)]
    public async Task Rollback_publishes_an_earlier_tag_again()
    {
        using var publisher = await PublishAsync("one", "two", "three");
        await publisher.RunAsync("rollback", "-t", "one", Publisher.Repository);

        Assert.Equal("one", await publisher.ReadMountAsync("cat mount/file"));
        var tags = await TagNamesAsync(publisher);
        Assert.Contains("one", tags);
        Assert.DoesNotContain("two", tags);
        Assert.DoesNotContain("trunk-previous", tags);
        Assert.Contains("\"revision\":5", (await publisher.RunAsync("info", "--json", Publisher.Repository)).Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("trunk-previous", await publisher.FailAsync("rollback", Publisher.Repository), StringComparison.Ordinal);
        await publisher.RunAsync("check", "-i", Publisher.Repository);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_removed_tag_is_gone_and_its_revision_stays()
    {
        using var publisher = await PublishAsync("one", "two");
        await publisher.RunAsync("tag", "-r", "one", Publisher.Repository);

        Assert.DoesNotContain("one", await TagNamesAsync(publisher));
        Assert.Contains("one", await publisher.FailAsync("rollback", "-t", "one", Publisher.Repository), StringComparison.Ordinal);
        await publisher.FailAsync("tag", "-r", "one", Publisher.Repository);
        Assert.Equal("two", await publisher.ReadMountAsync("cat mount/file"));
        await publisher.RunAsync("check", Publisher.Repository);
    }

    [Fact(Timeout = 300_000)]
    public async Task Check_finds_a_missing_and_a_damaged_object()
    {
        using var publisher = await PublishAsync("one");
        await publisher.ShellAsync(Objects + "cp $(file $(sqlite3 root.db \"SELECT lower(hex(hash)) FROM catalog WHERE name='file'\")) kept; echo x >> $(file $(sqlite3 root.db \"SELECT lower(hex(hash)) FROM catalog WHERE name='file'\"))");
        await publisher.RunAsync("check", Publisher.Repository);
        Assert.Contains("CHK005", await publisher.FailAsync("check", "-i", Publisher.Repository), StringComparison.Ordinal);

        await publisher.ShellAsync(Objects + "rm $(file $(sqlite3 root.db \"SELECT lower(hex(hash)) FROM catalog WHERE name='file'\"))");
        await publisher.RunAsync("check", "-c", Publisher.Repository);
        Assert.Contains("CHK005", await publisher.FailAsync("check", Publisher.Repository), StringComparison.Ordinal);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("UPDATE statistics SET value=value+1 WHERE counter='self_regular'", "CHK010")]
    [InlineData("UPDATE statistics SET value=value+1 WHERE counter='subtree_dir'", "CHK004")]
    [InlineData("UPDATE catalog SET hardlinks=7 WHERE name='dir'", "CHK017")]
    [InlineData("DELETE FROM catalog WHERE name='nested'", "CHK003")]
    public async Task Check_finds_a_catalog_that_contradicts_itself(string damage, string finding)
    {
        using var publisher = await PublishAsync("one");
        await publisher.ShellAsync(Objects + $"sqlite3 root.db \"{damage}\"; {ReplaceRoot}");
        await publisher.RunAsync("resign", "-p", Publisher.Repository);
        Assert.Contains(finding, await publisher.FailAsync("check", Publisher.Repository), StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task An_expired_whitelist_stops_publishing_until_it_is_signed_anew()
    {
        using var publisher = await PublishAsync("one");
        await publisher.ShellAsync(Files
            + "perl -0777 -ne '/^(.*?\\n)--\\n/s; print $1' $S/.cvmfswhitelist | sed '2s/.*/E20200101000000/' > text; sha1sum < text | cut -c1-40 | tr -d '\\n' > hash; "
            + "openssl rsautl -sign -inkey etc/cvmfs/keys/$F.masterkey -in hash -out signature 2>/dev/null; (cat text; echo --; cat hash; echo; cat signature) > $S/.cvmfswhitelist");
        Assert.Contains("expired on 2020", await publisher.FailAsync("sync", Publisher.Repository, publisher.Source), StringComparison.Ordinal);
        Assert.Contains("resign", await publisher.FailAsync("transaction", Publisher.Repository), StringComparison.Ordinal);

        await publisher.RunAsync("resign", Publisher.Repository);
        await publisher.ShellAsync("echo two > source/file");
        await publisher.RunAsync("sync", Publisher.Repository, publisher.Source);
        Assert.Equal("two", await publisher.ReadMountAsync("cat mount/file"));
    }

    /// <summary>A repository with one tag per text, each naming a revision whose file holds that text.</summary>
    private static async Task<Publisher> PublishAsync(params string[] texts)
    {
        var publisher = new Publisher();
        await publisher.CreateAsync();
        Assert.True(File.Exists(Path.Combine(publisher.Storage, ".cvmfs_master_replica")));
        foreach (var text in texts)
        {
            await publisher.ShellAsync($"mkdir -p source/dir source/nested; touch source/nested/.cvmfscatalog; echo {text} > source/file");
            await publisher.RunAsync("sync", "--tag", text, Publisher.Repository, publisher.Source);
        }

        return publisher;
    }

    private static async Task<string[]> TagNamesAsync(Publisher publisher) =>
        [.. (await publisher.RunAsync("tag", "-l", "-x", Publisher.Repository)).Split('\n').Select(static line => line.Split(' ')[0])];
}
