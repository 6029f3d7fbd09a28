using System.Text;
using CernVM.Cvmfs.Export.Preloading;
using CernVM.Cvmfs.Formats;
using CsCheck;

namespace CernVM.Cvmfs.Export.Tests.Preloading;

/// <summary>The answers are those of the original for the same dirtabs.</summary>
public sealed class PreloadSelectionTests
{
    private const string Wildcards = """
        # wanted
        /usr/include/*
        /bin/bash
        # not wanted
        ! /usr/local/bin/*
        """;

    private const string Subtrees = """
        /software/releases
        /repo/sw/ASG
        ! /software/releases/misc
        ! /software/releases/experimental/misc
        """;

    private const string Slashes = "/usr/bin/\n! *.exe/\n! /usr/misc/\n";

    private const string DoubleStar = "/dir/**\n!/dir/ctlg2\n/ctlg3/**\n";

    [Theory]
    [InlineData(Wildcards, "/bin/bash", true)]
    [InlineData(Wildcards, "/bin", true)]
    [InlineData(Wildcards, "/bin/foo", false)]
    [InlineData(Wildcards, "/usr/include/stdio.h", true)]
    [InlineData(Wildcards, "/usr/include/sys/types.h", true)]
    [InlineData(Wildcards, "/usr", true)]
    [InlineData(Wildcards, "/usr/local/bin/foo", false)]
    [InlineData(Wildcards, "", true)]
    [InlineData(Subtrees, "/software", true)]
    [InlineData(Subtrees, "/software/releases/v1", true)]
    [InlineData(Subtrees, "/software/releases/experimental", true)]
    [InlineData(Subtrees, "/repo/sw/ASG/AnalysisTop", true)]
    [InlineData(Subtrees, "/software/apps", false)]
    [InlineData(Subtrees, "/software/releases/misc", false)]
    [InlineData(Subtrees, "/software/releases/misc/external", false)]
    [InlineData(Subtrees, "/software/releases/experimental/misc/foo", false)]
    [InlineData(Slashes, "/usr/bin", true)]
    [InlineData(Slashes, "/usr/bin/bash", true)]
    [InlineData(Slashes, "/usr/misc", false)]
    [InlineData(Slashes, "/usr/bin/root.exe", false)]
    [InlineData(DoubleStar, "/dir", true)]
    [InlineData(DoubleStar, "/dir/ctlg1", true)]
    [InlineData(DoubleStar, "/dir/ctlg2", false)]
    [InlineData(DoubleStar, "/ctlg3", true)]
    public void Catalogs_are_selected_as_the_original_does(string dirtab, string path, bool expected) =>
        Assert.Equal(expected, Parse(dirtab).Selects(RepositoryPath.Parse(path)));

    [Fact]
    public void Every_directory_above_a_selected_one_is_selected() =>
        Gen.String[Gen.Char["abc/*"], 1, 12].Select(Gen.String[Gen.Char["abc/"], 1, 12]).Sample((spec, text) =>
        {
            if (PreloadSelection.Parse(Encoding.UTF8.GetBytes("/" + spec), out _) is not { } selection || !RepositoryPath.TryParse("/" + text, out var path))
                return;
            if (selection.Selects(path))
                Assert.True(selection.Selects(path.Parent), $"'/{spec}' selects {path}, but not {path.Parent}");
        });

    [Theory]
    [InlineData("relative/path")]
    [InlineData("/a\n!/a")]
    public void A_dirtab_with_mistakes_selects_nothing(string dirtab)
    {
        Assert.Null(PreloadSelection.Parse(Encoding.UTF8.GetBytes(dirtab), out var errors));
        Assert.NotEmpty(errors);
    }

    private static PreloadSelection Parse(string dirtab) => PreloadSelection.Parse(Encoding.UTF8.GetBytes(dirtab), out _)!;
}
