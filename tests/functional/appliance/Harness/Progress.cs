using System.Text.RegularExpressions;

namespace CernVM.Functional.Appliance.Tests.Harness;

/// <summary>Lines of progress begin with the seconds since the start.</summary>
internal static partial class Progress
{
    public static bool IsMatch(string line) => Pattern().IsMatch(line);

    [GeneratedRegex(@"^ *\d+\.\ds ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
