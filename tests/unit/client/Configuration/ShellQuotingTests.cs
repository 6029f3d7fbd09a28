using CernVM.Cvmfs.Client.Configuration;
using CsCheck;

namespace CernVM.Cvmfs.Client.Tests.Configuration;

public class ShellQuotingTests
{
    [Theory]
    [InlineData("/var/lib/cvmfs", "/var/lib/cvmfs")]
    [InlineData("", "")]
    [InlineData("http://a:3128|DIRECT", "'http://a:3128|DIRECT'")]
    [InlineData("it's", "'it'\\''s'")]
    public void Only_what_a_shell_could_see_is_quoted(string text, string expected) => Assert.Equal(expected, ShellQuoting.Quote(text));

    [Fact]
    public void A_line_has_the_original_form() =>
        Assert.Equal("CVMFS_TIMEOUT=5    # from /etc/cvmfs/default.conf", ShellQuoting.Line(new("CVMFS_TIMEOUT", "5", "/etc/cvmfs/default.conf", 3)));

    [Fact]
    public void What_is_printed_is_read_back() => Gen.String[Gen.Char[' ', '~'], 0, 30].Sample(text =>
    {
        var set = new ConfigurationSet();
        ConfigurationParser.Parse(set, "f", ShellQuoting.Line(new("A", text, "/a/file", 1)));
        Assert.Empty(set.Problems);
        Assert.Equal(text, set.Find("A")!.Value);
    });
}
