using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;
using CsCheck;

namespace CernVM.Cvmfs.Client.Tests.Configuration;

/// <summary>Files that need a shell, read through the machine's <c>/bin/sh</c>.</summary>
public sealed class ConfigurationReaderTests : IDisposable
{
    private static readonly RepositoryName Name = RepositoryName.Parse("sft.cern.ch");

    private readonly TemporaryFolder _folder = new();

    [Theory(Timeout = 60_000)]
    [InlineData("A=`echo b`", "b")]
    [InlineData("A=$(printf 'b c')", "b c")]
    [InlineData("if [ \"x$NOBODY\" = x ]; then\n  A=b\nfi", "b")]
    [InlineData("A=b\nif false; then\n  A=c\nfi", "b")]
    [InlineData("X=file.name\nA=${X%.*}", "file")]
    [InlineData("A=${X:-${Y:-b}}", "b")]
    [InlineData("A='b\nc'", "b c")]
    [InlineData("f() { A=b; }\nf", "b")]
    [InlineData("export A=b C=d", "b")]
    [InlineData("echo noise; A=b", "b")]
    [InlineData("A=b\nexit 0\nA=c", "b")]
    [InlineData("readonly A=b\n[ -z \"$A\" ] && true", "b")]
    [InlineData("A=$CVMFS_FQRN`true`", "sft.cern.ch")]
    [InlineData("A=@org@`true`", "sft")]
    public Task A_shell_evaluates_what_the_plain_parser_does_not(string text, string expected)
    {
        var set = Load(text);
        Assert.Empty(set.Problems);
        Assert.Equal(expected, set.Find("A")!.Value);
        Assert.Equal(_folder["a.conf"], set.Find("A")!.File);
        return Task.CompletedTask;
    }

    [Fact(Timeout = 60_000)]
    public Task Files_are_sourced_from_their_own_folder()
    {
        File.WriteAllText(_folder["common"], "CVMFS_TIMEOUT=7\nOTHER=x\n");
        var set = Load(". ./common\nOTHER=$OTHER\n");
        Assert.Equal("7", set.Find("CVMFS_TIMEOUT")!.Value);
        Assert.Equal("x", set.Find("OTHER")!.Value);
        return Task.CompletedTask;
    }

    [Fact(Timeout = 60_000)]
    public Task Values_of_earlier_files_are_seen_and_keep_their_origin()
    {
        File.WriteAllText(_folder["first.conf"], "A=one\nB='two words'\nCVMFS_TIMEOUT=3\n");
        File.WriteAllText(_folder["second.conf"], "C=\"`echo $A` $B\"\nif [ $CVMFS_TIMEOUT = 3 ]; then D=yes; fi\n");
        var set = ConfigurationFiles.Load([_folder["first.conf"], _folder["second.conf"]], Name);
        Assert.Equal("one two words", set.Find("C")!.Value);
        Assert.Equal("yes", set.Find("D")!.Value);
        Assert.Equal(2, set.Find("D")!.Line);
        Assert.EndsWith("first.conf", set.Find("CVMFS_TIMEOUT")!.File, StringComparison.Ordinal);
        return Task.CompletedTask;
    }

    [Theory(Timeout = 60_000)]
    [InlineData("A=b\nif [ x = x ]; then\n", "CFG005", false)]
    [InlineData("A=b\nexit 3\n", "CFG005", false)]
    [InlineData("A=b\nno_such_command_here\n", "CFG009", true)]
    [InlineData("A=b c\n", "CFG009", true)]
    [InlineData("A=\0\n", "CFG007", false)]
    public Task What_goes_wrong_in_the_shell_is_told(string text, string id, bool isWarning)
    {
        var problem = Assert.Single(Load(text).Problems);
        Assert.Equal((id, _folder["a.conf"], isWarning), (problem.Id, problem.File, problem.IsWarning));
        return Task.CompletedTask;
    }

    [Fact(Timeout = 60_000)]
    public Task A_file_that_hangs_is_stopped()
    {
        var (output, _) = ShellProcess.Run("sleep 1000", [], [], TimeSpan.FromMilliseconds(200));
        Assert.Null(output);
        return Task.CompletedTask;
    }

    [Fact(Timeout = 60_000)]
    public Task A_program_left_behind_does_not_hold_the_answer_up()
    {
        var set = Load("sleep 30 &\nA=b\n");
        Assert.Equal("b", set.Find("A")!.Value);
        return Task.CompletedTask;
    }

    // Only letters that cannot name a command: what the plain parser takes, the shell must take alike.
    [Fact(Timeout = 300_000)]
    public Task The_plain_parser_and_the_shell_agree()
    {
        Gen.Char["xy \"'\\${}:-=;#@"].Array[0, 12].Sample(
            characters =>
            {
                var text = "B=bee\nA=" + new string(characters) + "\n";
                var plain = new ConfigurationSet(Name);
                ConfigurationParser.Parse(plain, "f", text);
                if (plain.Problems.Count == 0)
                    Assert.Equal(Load(text + "unset NOTHING\n").Find("A")?.Value, plain.Find("A")?.Value.TrimEnd());
            },
            iter: 300,
            threads: 1);
        return Task.CompletedTask;
    }

    [Fact]
    public void Plain_files_need_no_quotes_and_expand_nothing()
    {
        File.WriteAllText(_folder["p"], "A=http://a|http://b;DIRECT # both\nexport B='c d'\nC=$A\nnonsense\nif x; then\n");
        var set = ConfigurationFiles.Load([_folder["p"]], Name, plain: true);
        Assert.Empty(set.Problems);
        Assert.Equal(["http://a|http://b;DIRECT", "c d", "$A"], set.Values.Select(value => value.Value));
    }

    public void Dispose() => _folder.Dispose();

    private ConfigurationSet Load(string text)
    {
        File.WriteAllText(_folder["a.conf"], text);
        return ConfigurationFiles.Load([_folder["a.conf"]], Name);
    }
}
