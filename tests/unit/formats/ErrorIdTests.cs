using System.Text.RegularExpressions;

namespace CernVM.Cvmfs.Formats.Tests;

/// <summary>Every error id of the code is explained in docs/formats, and every explained one exists.</summary>
public sealed partial class ErrorIdTests
{
    // Access profiles and notifications are formats of the client's own.
    private static readonly string[] s_code = ["cvmfs/formats", "cvmfs/client/Profiles", "cvmfs/client/Notification"];

    [Fact]
    public void Ids_of_code_and_pages_are_the_same()
    {
        var root = FindRoot();
        var inCode = s_code.SelectMany(folder => Ids(Path.Combine(root, folder), "*.cs", QuotedId()));
        var inPages = Ids(Path.Combine(root, "docs", "formats"), "*.md", RowId());

        Assert.Equal(inCode.Distinct().Order(StringComparer.Ordinal), inPages.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Ids(string folder, string pattern, Regex id) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => id.Matches(File.ReadAllText(file)).Select(match => match.Groups["id"].Value));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CernVM.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("CernVM.sln was not found above the test.");
    }

    [GeneratedRegex("\"(?<id>[A-Z]{3}[0-9]{3})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QuotedId();

    [GeneratedRegex(@"^\| (?<id>[A-Z]{3}[0-9]{3}) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex RowId();
}
