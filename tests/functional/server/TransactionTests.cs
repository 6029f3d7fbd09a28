namespace CernVM.Cvmfs.Server.FunctionalTests;

/// <summary>What a transaction's union shows is what clients get after publish. The repository is read by a file:// URL: there is no web server.</summary>
public sealed class TransactionTests
{
    private const string Tree = """
        mkdir -p dir/sub nested/deep links cat many opaque/old; touch nested/.cvmfscatalog nested/deep/.cvmfscatalog; echo deep > nested/deep/f
        echo one > links/one; ln links/one links/two; ln links/one links/three; echo owned > owned; chown 1234:5678 owned; chmod 640 owned
        ln -s ../big dir/link; mknod dir/null c 1 3; mkfifo dir/pipe; cp /bin/true dir/ping; chmod 4755 dir/ping; setcap cap_net_raw+ep dir/ping
        : > empty; touch -d '1969-12-31 12:00:00.123456789Z' empty; setfattr -n user.foo -v bar dir/ping; setfattr -n user.bin -v 0x00ff01 nested
        head -c 9000000 /dev/urandom > big; for i in $(seq 60); do echo $i > many/f$i; done; echo x > opaque/old/x; echo y > opaque/y
        : > "$(printf 'bad\377name')"; chown 77:88 dir/sub; mkdir "$(printf 'dir\303(')"; echo in > "$(printf 'dir\303(')/in"
        mkdir -p soft/1/lib soft/2/lib; echo 1 > soft/1/lib/a; echo 2 > soft/2/lib/a; printf '/soft/*\n' > .cvmfsdirtab
        """;

    private static readonly string[] Edits =
    [
        """
        rm "$(printf 'bad\377name')"; rm -r "$(printf 'dir\303(')"; mv many many2; rm -r soft/1; echo file > soft/1; rm empty; mkdir empty; touch empty/x
        chmod 600 owned; echo more >> dir/ping; chmod 711 dir; echo again >> links/two; ln links/one links/four
        rm -r opaque; mkdir -p opaque/old; echo z > opaque/old/z; setfattr -x user.foo dir/ping; setfattr -n user.new -v v dir
        rm nested/.cvmfscatalog; mkdir -p cat/in; touch cat/.cvmfscatalog; echo c > cat/in/c; ln -sfn elsewhere dir/link
        rm dir/pipe; echo nopipe > dir/pipe; truncate -s 5000000 big; touch -d '2003-03-03 03:03:03.333333333Z' many2 many2/f5; chmod 700 dir/sub
        """,
        "mv cat cat2; rm -r nested; ln -s cat2 nested; rm .cvmfsdirtab soft/2/.cvmfscatalog; mv soft soft2; chown 9:9 links; rm links/three",
        "chmod 711 cat2; setfattr -n user.mp -v q cat2; rm cat2/.cvmfscatalog; mkdir -p cat2/in/more; touch cat2/in/.cvmfscatalog",
        ": nothing",
    ];

    [Fact(Timeout = 600_000)]
    public async Task A_fresh_mount_shows_what_the_union_showed()
    {
        using var publisher = new Publisher();
        await publisher.CreateAsync();
        var tag = 0;
        foreach (var edit in new[] { Tree }.Concat(Edits))
        {
            await publisher.RunAsync("transaction", Publisher.Repository);
            await publisher.ShellAsync($"cd '{publisher.Union}'; {edit}");
            // The dirtab's markers are the publisher's own, made while publishing.
            var union = WithoutDirtabMarkers(await publisher.ShellAsync(TreeListing.Script(publisher.Union)));
            await publisher.RunAsync("publish", "-a", $"tag{++tag}", Publisher.Repository);
            var mount = WithoutDirtabMarkers(await publisher.ReadMountAsync(TreeListing.Script(publisher.Mount)));
            Assert.Equal(union, mount);
            await publisher.RunAsync("check", "-i", Publisher.Repository);
        }

        Assert.Equal("1234:5678 600", await publisher.ReadMountAsync("stat -c '%u:%g %a' mount/owned"));
        Assert.Equal("", await publisher.ShellAsync("ls var/spool/cvmfs/*/scratch/wastebin var/spool/cvmfs/*/scratch/current/ | grep -v : | tr -d '\\n'"));
        var tags = await publisher.RunAsync("tag", "-l", "-x", Publisher.Repository);
        Assert.Equal(tag, tags.Split('\n').Count(static line => line.StartsWith("tag", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 300_000)]
    public async Task Hard_links_of_a_new_directory_stay_together()
    {
        using var publisher = new Publisher();
        await publisher.CreateAsync();
        await publisher.RunAsync("transaction", Publisher.Repository);
        await publisher.ShellAsync($"cd '{publisher.Union}'; mkdir a b; echo 1 > a/one; ln a/one a/two; ln a/one b/three");
        await publisher.RunAsync("publish", Publisher.Repository);
        Assert.Equal("2 2 1 same", await publisher.ReadMountAsync("cd mount; echo $(stat -c %h a/one a/two b/three) $(test a/one -ef a/two && echo same)"));
    }

    [Fact(Timeout = 300_000)]
    public async Task Abort_throws_away_everything()
    {
        using var publisher = new Publisher();
        await publisher.CreateAsync();
        await publisher.RunAsync("transaction", Publisher.Repository);
        await publisher.ShellAsync($"cd '{publisher.Union}'; {Tree}; rm new_repository");
        await publisher.RunAsync("abort", Publisher.Repository);

        Assert.Equal("", await publisher.ShellAsync($"ls '{publisher.Union}'; grep '{publisher.Root}' /proc/mounts || true"));
        Assert.Equal("new_repository", await publisher.ReadMountAsync("ls mount"));
        Assert.Contains("No transaction", await publisher.FailAsync("abort", Publisher.Repository), StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Publish_needs_a_transaction_and_there_is_one_at_a_time()
    {
        using var publisher = new Publisher();
        await publisher.CreateAsync();
        Assert.Contains("No transaction", await publisher.FailAsync("publish", Publisher.Repository), StringComparison.Ordinal);
        await publisher.RunAsync("transaction", Publisher.Repository);
        Assert.Contains("is open already", await publisher.FailAsync("transaction", Publisher.Repository), StringComparison.Ordinal);
        Assert.Contains("is open", await publisher.FailAsync("rollback", "-t", "trunk", Publisher.Repository), StringComparison.Ordinal);

        await publisher.ShellAsync($"echo kept > '{publisher.Union}/kept'");
        await publisher.RunAsync("publish", Publisher.Repository);
        Assert.Equal("kept", await publisher.ReadMountAsync("cat mount/kept"));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_file_open_for_writing_stops_the_publish_and_keeps_the_transaction()
    {
        using var publisher = new Publisher();
        await publisher.CreateAsync();
        await publisher.RunAsync("transaction", Publisher.Repository);
        await using (File.Create(Path.Combine(publisher.Union, "open")))
            Assert.Contains("open for writing", await publisher.FailAsync("publish", Publisher.Repository), StringComparison.Ordinal);

        await publisher.ShellAsync($"echo closed > '{publisher.Union}/open'");
        await publisher.RunAsync("publish", Publisher.Repository);
        Assert.Equal("closed", await publisher.ReadMountAsync("cat mount/open"));
    }

    private static string WithoutDirtabMarkers(string listing) =>
        string.Join('\n', listing.Split('\n').Where(static line => !line.Contains("./soft", StringComparison.Ordinal) || !line.Contains(".cvmfscatalog", StringComparison.Ordinal)));
}
