namespace CernVM.Cvmfs.Server.FunctionalTests;

/// <summary>What is published is read with programs that know nothing of us: sqlite3, openssl, zlib, cmp.</summary>
public sealed class ReadBackTests
{
    private const string ReadManifest = "m() { sed -n \"s/^$1//p;/^--/q\" srv/cvmfs/test.example.org/.cvmfspublished; }; "
        + "unz() { perl -MCompress::Zlib -0777 -ne 'print uncompress($_)'; }; "
        + "object() { unz < srv/cvmfs/test.example.org/data/$(echo $1 | cut -c1-2)/$(echo $1 | cut -c3-)${2-}; }; ";

    /// <summary>Beyond the largest chunk (16 MiB by default): cut whatever its random content is.</summary>
    private const int FileSize = 18_000_000;

    [Fact(Timeout = 300_000)]
    public async Task A_tree_with_everything_is_read_back_by_sqlite_and_openssl()
    {
        using var publisher = new Publisher();
        await publisher.RunAsync("mkfs", "--set", "CVMFS_INCLUDE_XATTRS=true", "--set", "CVMFS_ENABLE_MTIME_NS=true", Publisher.Repository);
        _ = publisher.Source;
        await publisher.ShellAsync(
            $"cd source; mkdir -p dir/sub nested; touch nested/.cvmfscatalog; cp -a /etc/os-release nested/; head -c {FileSize} /dev/urandom > big; "
            + "echo linked > dir/one; ln dir/one dir/two; ln -s '../big' dir/link; mknod dir/null c 1 3; mkfifo dir/pipe; "
            + "cp /bin/true dir/ping; chmod 4755 dir/ping; setcap cap_net_raw+ep dir/ping; : > empty; touch -d '1969-12-31 12:00:00.123456789Z' empty");
        await publisher.RunAsync("sync", "--tag", "v1", "--message", "first", Publisher.Repository, publisher.Source);

        await publisher.ShellAsync(ReadManifest + "object $(m C) C > root.db; object $(m X) X > crt.pem; object $(m H) H > history.db");
        Assert.Equal("2", await Sql(publisher, "root.db", "SELECT value FROM properties WHERE key='revision'"));
        Assert.Equal("259", await Sql(publisher, "root.db", "SELECT size FROM catalog WHERE name='null' AND flags & 16"));
        Assert.Equal("1|2", await Sql(publisher, "root.db", "SELECT count(DISTINCT hardlinks), count(*) FROM catalog WHERE name IN ('one','two') AND hardlinks & 65535 = 2"));
        Assert.Equal("-43200|123456789", await Sql(publisher, "root.db", "SELECT mtime, mtimens FROM catalog WHERE name='empty'"));
        Assert.Equal("../big", await Sql(publisher, "root.db", "SELECT symlink FROM catalog WHERE name='link'"));
        Assert.Equal("1", await Sql(publisher, "root.db", "SELECT count(*) FROM catalog WHERE name='ping' AND mode=35309 AND instr(xattr, CAST('security.capability' AS BLOB))"));
        Assert.Equal($"{FileSize}", await Sql(publisher, "root.db", "SELECT sum(size) FROM chunks"));
        Assert.Equal("/nested", await Sql(publisher, "root.db", "SELECT path FROM nested_catalogs"));
        Assert.Equal("v1|first", await Sql(publisher, "history.db", "SELECT name, description FROM tags WHERE name='v1'"));

        await VerifySignaturesAsync(publisher);
        await CompareContentAsync(publisher);
    }

    private static async Task VerifySignaturesAsync(Publisher publisher)
    {
        const string split = "perl -0777 -ne '/^(.*?\\n)--\\n([0-9a-f]+)\\n(.*)$/s; open F, q(>text); print F $1; open F, q(>hash); print F $2; open F, q(>signature); print F $3' ";
        var hash = await publisher.ShellAsync(split + "srv/cvmfs/test.example.org/.cvmfspublished; sha1sum < text | cut -c1-40; cat hash");
        Assert.Equal(hash[..40], hash[^40..]);
        Assert.Equal("Verified OK", await publisher.ShellAsync("openssl x509 -in crt.pem -noout -pubkey > crt.pub; openssl dgst -sha1 -verify crt.pub -signature signature hash"));
        await publisher.ShellAsync(split + $"srv/cvmfs/{Publisher.Repository}/.cvmfswhitelist; "
            + $"openssl rsautl -verify -pubin -inkey etc/cvmfs/keys/{Publisher.Repository}.pub -in signature 2>/dev/null | cmp - hash; "
            + "openssl x509 -in crt.pem -noout -fingerprint -sha1 | cut -d= -f2 | xargs -I FP grep -qx FP text");
    }

    private static async Task CompareContentAsync(Publisher publisher)
    {
        await publisher.ShellAsync(ReadManifest
            + "object $(sqlite3 root.db \"SELECT lower(hex(hash)) FROM catalog WHERE name='one'\") '' | cmp - source/dir/one; "
            + "object $(sqlite3 root.db \"SELECT lower(hex(hash)) FROM catalog WHERE name='ping'\") '' | cmp - source/dir/ping; "
            + "for c in $(sqlite3 root.db 'SELECT lower(hex(hash)) FROM chunks ORDER BY offset'); do object $c P; done | cmp - source/big; "
            + "object $(sqlite3 root.db 'SELECT sha1 FROM nested_catalogs') C > nested.db");
        Assert.Equal("1", await Sql(publisher, "nested.db", "SELECT count(*) FROM catalog WHERE name='nested' AND flags & 32"));
        await publisher.RunAsync("check", "-i", Publisher.Repository);
    }

    private static Task<string> Sql(Publisher publisher, string database, string query) => publisher.ShellAsync($"sqlite3 {database} \"{query}\"");
}
