namespace CernVM.Functional.Tools.Tests.Preloading;

/// <summary><c>cvmfs_preload</c> and mounts that live on what it brought.</summary>
public sealed class PreloadTests
{
    private const string TwoCatalogs = """
        echo text > file; mkdir -p foo/bar nested; ln -s file link; touch nested/.cvmfscatalog; echo below > nested/below; : > nested/empty
        """;

    [Fact(Timeout = 120_000)]
    public async Task A_mount_without_network_shows_all_of_it_and_follows_the_next_run()
    {
        await using var preloads = await Preloads.CreateAsync(TwoCatalogs);
        await preloads.RunAsync();
        await preloads.MountAsync();
        Assert.Empty(await preloads.Publisher.ShellAsync("diff -r --no-dereference source mount"));

        await preloads.PublishAsync("echo new > nested/second");
        var again = await preloads.RunAsync();
        Assert.Contains("Fetched 1 new objects", again, StringComparison.Ordinal);
        await preloads.TalkAsync("remount sync");

        Assert.Empty(await preloads.Publisher.ShellAsync("diff -r --no-dereference source mount"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Only_selected_catalogs_are_brought_and_a_wider_selection_brings_the_rest()
    {
        await using var preloads = await Preloads.CreateAsync(
            "for d in dir/one dir/two other; do mkdir -p $d; touch $d/.cvmfscatalog; echo $d > $d/file; done; echo top > top");
        var dirtab = Path.Combine(preloads.Publisher.Root, "dirtab");
        await File.WriteAllTextAsync(dirtab, "/dir/**\n!/dir/two\n/other/**\n", TestContext.Current.CancellationToken);
        await preloads.RunAsync("-d", dirtab);
        await preloads.MountAsync();
        Assert.Equal("top dir/one other", await preloads.Publisher.ShellAsync("cd mount; echo $(cat top dir/one/file other/file)"));
        await Assert.ThrowsAnyAsync<Exception>(() => preloads.Publisher.ShellAsync("cat mount/dir/two/file"));

        await preloads.RunAsync();

        Assert.Equal("dir/two", await preloads.Publisher.ShellAsync("cat mount/dir/two/file"));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_killed_run_is_gone_on_with_and_leaves_nothing_behind()
    {
        await using var preloads = await Preloads.CreateAsync(
            "for d in a b c d; do mkdir -p $d; touch $d/.cvmfscatalog; seq -f \"$d/%g\" 1 300 | while read f; do echo $f > $f; done; done");
        for (var objects = 20; objects <= 800; objects += 260)
        {
            using var kill = new CancellationTokenSource();
            var run = preloads.Command().ExecuteAsync(kill.Token);
            while (!run.Task.IsCompleted && CountObjects(preloads.Cache) < objects)
                await Task.Delay(5, TestContext.Current.CancellationToken);
            await kill.CancelAsync();
            await Task.WhenAny(run.Task);
            Assert.False(File.Exists(Path.Combine(preloads.Cache, "cvmfschecksum." + Publisher.Repository)), "the run ended before it could be killed");
        }

        await preloads.RunAsync();

        Assert.Empty(Directory.GetFiles(Path.Combine(preloads.Cache, "txn")));
        await preloads.MountAsync();
        Assert.Empty(await preloads.Publisher.ShellAsync("diff -r source mount"));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_damaged_object_is_refused_and_the_revision_not_noted()
    {
        await using var preloads = await Preloads.CreateAsync("head -c 5000 /dev/urandom > file");
        var largest = await preloads.Publisher.ShellAsync($"ls -S {preloads.Publisher.Storage}/data/??/* | grep -v '[A-Z]$' | head -1");
        await preloads.Publisher.ShellAsync($"printf X | dd of={largest} bs=1 seek=100 conv=notrunc status=none");

        var result = await preloads.TryAsync("-a", "0");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(Path.GetFileName(largest), result.StandardError, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(preloads.Cache, "cvmfschecksum." + Publisher.Repository)));
        Assert.False(File.Exists(Path.Combine(preloads.Cache, Path.GetRelativePath(Path.Combine(preloads.Publisher.Storage, "data"), largest))));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_permits_no_copies_is_respected()
    {
        await using var preloads = await Preloads.CreateAsync("echo text > file");
        File.Delete(Path.Combine(preloads.Publisher.Storage, ".cvmfs_master_replica"));

        var result = await preloads.TryAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(".cvmfs_master_replica", result.StandardError, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("-r", "/tmp/x")]
    [InlineData("-u", "http://localhost/cvmfs/test.example.org")]
    [InlineData("-u", "nonsense", "-r", "/tmp/x")]
    [InlineData("-u", "http://localhost/cvmfs/a.b", "-r", "/tmp/x", "-n", "many")]
    [InlineData("-q")]
    public async Task Mistakes_on_the_command_line_end_with_2(params string[] arguments)
    {
        using var publisher = new Publisher();
        var result = await CliWrap.Buffered.BufferedCommandExtensions.ExecuteBufferedAsync(publisher.Tool("cvmfs_preload", arguments));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cvmfs_preload -u", result.StandardError, StringComparison.Ordinal);
    }

    private static int CountObjects(string cache) =>
        Directory.Exists(cache) ? Directory.EnumerateFiles(cache, "*", SearchOption.AllDirectories).Count(file => !file.Contains("/txn/", StringComparison.Ordinal)) : 0;
}
