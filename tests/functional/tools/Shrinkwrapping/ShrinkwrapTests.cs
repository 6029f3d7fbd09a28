namespace CernVM.Functional.Tools.Tests.Shrinkwrapping;

/// <summary><c>cvmfs_shrinkwrap</c>: images equal to what was published.</summary>
public sealed class ShrinkwrapTests
{
    private const string Tree = """
        mkdir -p a/b nested/deep; touch nested/.cvmfscatalog; echo one > a/one; cp a/one a/b/same; ln -s ../one a/b/link; : > empty
        echo below > nested/deep/file; chmod 750 a/b; chmod 4755 a/one; printf x > "$(printf 'bad\377name')"; head -c 20000000 /dev/urandom > large
        chown 1234:5678 nested/deep/file; touch -d 2001-02-03T04:05:06Z a/b nested/deep/file a/one; setfattr -n user.colour -v red nested/deep/file
        """;

    private const string Listing = "find . -not -name 'DO_NOT*' -printf '%P %y %m %U %G %T@ %l\\n' | sed 's/\\.[0-9]* \\([^ ]*\\)$/ \\1/' | sort";

    [Fact(Timeout = 120_000)]
    public async Task Everything_is_exported_with_its_metadata_and_the_second_run_copies_nothing()
    {
        using var exports = await Exports.CreateAsync(Tree);

        await exports.RunAsync("/*\n");

        Assert.Empty(await exports.DifferencesAsync());
        Assert.Equal(
            await exports.Publisher.ShellAsync($"cd source; {Listing}"),
            await exports.Publisher.ShellAsync($"cd '{exports.Image}'; {Listing}"));
        Assert.Equal("red", await exports.Publisher.ShellAsync($"getfattr --only-values -n user.colour '{exports.Image}/nested/deep/file'"));
        Assert.Contains($"repo : {Publisher.Repository}", await File.ReadAllTextAsync($"{exports.Base}/.provenance/{Publisher.Repository}/src.info", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var again = await exports.RunAsync("/*\n");
        Assert.Contains("dataFiles|0|", again, StringComparison.Ordinal);
        Assert.Empty(await exports.DifferencesAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task Equal_content_is_stored_once()
    {
        using var exports = await Exports.CreateAsync("for name in 1 2 3; do echo same > $name; done");

        await exports.RunAsync("/*\n");

        Assert.Equal("4", await exports.Publisher.ShellAsync($"stat -c %h '{exports.Image}/1'"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Only_what_the_specification_selects_is_there_and_goes_when_it_is_not_selected_any_more()
    {
        using var exports = await Exports.CreateAsync(Tree);
        await exports.RunAsync("/a/*\n!/a/b\n^/nested/*\n/empty\n/absent/file\n");
        Assert.Equal(
            "./a ./a/one ./empty ./nested ./nested/.cvmfscatalog ./nested/deep",
            await exports.Publisher.ShellAsync($"cd '{exports.Image}'; echo $(find . -mindepth 1 -not -name 'DO_NOT*' | sort)"));

        await exports.RunAsync("/empty\n", "--gc");

        Assert.Equal("./empty", await exports.Publisher.ShellAsync($"cd '{exports.Image}'; echo $(find . -mindepth 1 -not -name 'DO_NOT*')"));
        Assert.Equal("1", await exports.Publisher.ShellAsync($"find '{exports.Base}/.data' -type f -not -name .lock | wc -l"));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_new_revision_replaces_files_directories_and_links()
    {
        using var exports = await Exports.CreateAsync("mkdir dir; echo x > dir/file; echo y > file; ln -s file link");
        await exports.RunAsync("/*\n");

        await exports.PublishAsync("rm -r dir; echo now a file > dir; rm file; mkdir file; echo z > file/below; ln -sfn dir link");
        await exports.RunAsync("/*\n");

        Assert.Empty(await exports.DifferencesAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_that_cannot_be_fetched_is_told_and_the_others_are_exported()
    {
        using var exports = await Exports.CreateAsync("echo one > one; head -c 5000 /dev/urandom > two");
        await exports.Publisher.ShellAsync($"rm $(ls -S {exports.Publisher.Storage}/data/??/* | grep -v '[A-Z]$' | head -1)");

        var result = await exports.TryAsync("/*\n");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/two", result.StandardError, StringComparison.Ordinal);
        Assert.Equal("one", await exports.Publisher.ShellAsync($"cat '{exports.Image}/one'"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--repo", "test.example.org", "-s", "posix")]
    [InlineData("--repo", "test.example.org", "-j", "many")]
    [InlineData("--repo", "test.example.org", "--spec-file", "/does/not/exist")]
    [InlineData("-g")]
    public async Task Mistakes_end_with_1(params string[] arguments)
    {
        using var publisher = new Publisher();
        var result = await CliWrap.Buffered.BufferedCommandExtensions.ExecuteBufferedAsync(publisher.Tool("cvmfs_shrinkwrap", arguments));
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("cvmfs_shrinkwrap: ", result.StandardError, StringComparison.Ordinal);
    }
}
