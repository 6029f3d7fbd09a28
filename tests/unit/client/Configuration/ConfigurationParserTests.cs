using CernVM.Cvmfs.Client.Configuration;
using CsCheck;

namespace CernVM.Cvmfs.Client.Tests.Configuration;

public sealed class ConfigurationParserTests
{
    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("  A=b   # comment", "b")]
    [InlineData("export A=b", "b")]
    [InlineData("readonly A=b", "b")]
    [InlineData("A='b c;d|e'", "b c;d|e")]
    [InlineData("A=\"b \\\"c\\\" $B ${B} ${C:-x}\"", "b \"c\" bee bee x")]
    [InlineData("A='$B'", "$B")]
    [InlineData("A=x$B'y'\"z\"", "xbeeyz")]
    [InlineData("A=\\$B", "$B")]
    [InlineData("A=", "")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A=b;", "b")]
    public void Values_are_read_as_a_shell_reads_them(string line, string expected)
    {
        var set = new ConfigurationSet();
        ConfigurationParser.Parse(set, "f", "B=bee\n" + line);
        Assert.Empty(set.Problems);
        Assert.Equal(expected, set.Find("A")!.Value);
        Assert.Equal(2, set.Find("A")!.Line);
    }

    [Theory]
    [InlineData("A=`date`")]
    [InlineData("A=$(date)")]
    [InlineData("if [ -f x ]; then")]
    [InlineData("A='open")]
    [InlineData("A=\"open")]
    [InlineData("A=b c")]
    [InlineData("A=http://a;DIRECT")]
    [InlineData("A=${B%x}")]
    [InlineData("A=${B")]
    [InlineData("A=${B:-${C}}")]
    [InlineData("A=${B:-\"x y\"}")]
    [InlineData("A=~/x")]
    [InlineData("A=$1")]
    [InlineData("A=$PWD")]
    [InlineData("A=b\\")]
    [InlineData("return")]
    [InlineData("A+=b")]
    [InlineData("1A=b")]
    public void What_needs_a_shell_or_is_wrong_is_reported_with_its_line(string line)
    {
        var set = new ConfigurationSet();
        ConfigurationParser.Parse(set, "file.conf", "\n\n" + line);
        var problem = Assert.Single(set.Problems);
        Assert.Equal(("file.conf", 3), (problem.File, problem.Line));
    }

    [Fact]
    public void Single_quoted_text_survives() => Gen.String[Gen.Char[' ', '~'], 0, 30].Where(text => !text.Contains('\'', StringComparison.Ordinal)).Sample(text =>
    {
        var set = new ConfigurationSet();
        ConfigurationParser.Parse(set, "f", $"A='{text}'");
        Assert.Equal(text, set.Find("A")?.Value);
    });

    [Fact]
    public void Any_text_gives_values_or_problems() => Gen.String.Sample(text => ConfigurationParser.Parse(new ConfigurationSet(), "f", text));
}
