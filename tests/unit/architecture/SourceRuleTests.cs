using System.Text.RegularExpressions;

namespace CernVM.Architecture.Tests;

/// <summary>Rules of CONTRIBUTING.md that a tool can check on the sources.</summary>
public sealed partial class SourceRuleTests
{
    private const string NativeProject = "cvmfs/linux/";
    private const int LongestFile = 500;

    [Fact]
    public void Unsafe_code_is_switched_on_in_one_project()
    {
        var projects = SourceTree.ProjectFiles()
            .Where(project => string.Equals(SourceTree.Property(project, "AllowUnsafeBlocks"), "true", StringComparison.OrdinalIgnoreCase))
            .Select(SourceTree.Relative);

        Assert.Equal([NativeProject + "CernVM.Cvmfs.Linux.csproj"], projects);
    }

    [Fact]
    public void Native_calls_live_in_one_project() =>
        Assert.Empty(Offenders(NativeCall(), file => !file.StartsWith(NativeProject, StringComparison.Ordinal) && !IsThisProject(file)));

    [Fact]
    public void No_catch_is_empty() => Assert.Empty(Offenders(EmptyCatch(), file => !IsThisProject(file)));

    [Fact]
    public void No_regions_and_nothing_left_for_later() => Assert.Empty(Offenders(LeftOver(), file => !IsThisProject(file)));

    [Fact]
    public void No_file_is_longer_than_five_hundred_lines()
    {
        var tooLong = from file in SourceTree.CSharpFiles()
                      let lines = File.ReadLines(file).Count()
                      where lines > LongestFile
                      select $"{SourceTree.Relative(file)} has {lines} lines";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Every_test_that_the_table_of_faults_names_exists()
    {
        var known = (from file in SourceTree.CSharpFiles()
                     where SourceTree.Relative(file).StartsWith("tests/", StringComparison.Ordinal)
                     let type = Path.GetFileNameWithoutExtension(file)
                     from method in TestMethod().Matches(File.ReadAllText(file))
                     select $"{type}.{method.Groups["name"].Value}").ToHashSet(StringComparer.Ordinal);
        var named = NamedTest().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs/operations/faults.md"))).Select(match => match.Groups["name"].Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Where(name => !known.Contains(name)));
    }

    private static bool IsThisProject(string file) => file.StartsWith("tests/unit/architecture/", StringComparison.Ordinal);

    private static IEnumerable<string> Offenders(Regex pattern, Func<string, bool> applies) =>
        from file in SourceTree.CSharpFiles()
        let relative = SourceTree.Relative(file)
        where applies(relative)
        let match = pattern.Match(File.ReadAllText(file))
        where match.Success
        select $"{relative}: {match.Value.Trim()}";

    [GeneratedRegex(@"\[\s*(LibraryImport|DllImport)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NativeCall();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*\{\s*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"^\s*#region|\bTODO\b|\bFIXME\b|NotImplementedException", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeftOver();

    [GeneratedRegex(@"public (async Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedTest();
}
