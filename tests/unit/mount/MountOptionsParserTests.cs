using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Mount.Tests;

public class MountOptionsParserTests
{
    [Fact]
    public void Options_are_read_in_every_way_that_scripts_write_them()
    {
        var options = MountOptionsParser.Parse(
            ["-fd", "-o", "config=/a:/b,uid=12", "a.example.org", "-ogid=34,nodev,_netdev,x-systemd.automount", "/mnt", "-o", "cvmfs_suid"], out var errors);

        Assert.Empty(errors);
        Assert.True(options is { Foreground: true, Debug: true, Suid: true, Uid: 12, Gid: 34 });
        Assert.Equal(["/a", "/b"], options.ConfigFiles);
        Assert.Equal(("a.example.org", "/mnt"), (options.Repository, options.MountPoint));
    }

    [Fact]
    public void Every_mistake_is_reported_by_name()
    {
        MountOptionsParser.Parse(["-x", "--why", "-o", "nonsense,uid=me", "one", "two", "three"], out var errors);

        Assert.Equal(5, errors.Count);
        foreach (var word in new[] { "'-x'", "'--why'", "'nonsense'", "uid='me'", "3 operand(s)" })
            Assert.Contains(errors, error => error.Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-d", true, true)]
    [InlineData("-odebug", true, false)]
    [InlineData("-ofuse_debug", false, true)]
    public void A_reload_may_end_what_debug_begins_but_not_what_fuse_debug_does(string option, bool debug, bool fuseDebug)
    {
        var options = MountOptionsParser.Parse([option, "a.example.org", "/mnt"], out var errors);

        Assert.Empty(errors);
        Assert.Equal((debug, fuseDebug), (options.Debug, options.FuseDebug));
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("--help")]
    [InlineData("-V")]
    [InlineData("--version")]
    public void Asking_for_help_needs_no_operands(string option)
    {
        var options = MountOptionsParser.Parse([option], out var errors);

        Assert.Empty(errors);
        Assert.True(options.Help || options.Version);
    }

    [Fact]
    public void Options_end_at_two_dashes()
    {
        var options = MountOptionsParser.Parse(["--", "-a", "-b"], out var errors);

        Assert.Empty(errors);
        Assert.Equal(("-a", "-b"), (options.Repository, options.MountPoint));
    }

    [Fact]
    public void An_option_list_without_text_is_a_mistake()
    {
        MountOptionsParser.Parse(["a.example.org", "/mnt", "-o"], out var errors);

        Assert.Contains("-o needs options", Assert.Single(errors), StringComparison.Ordinal);
    }
}
