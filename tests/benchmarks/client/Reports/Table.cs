using CernVM.Benchmarks.Client.Contenders;

namespace CernVM.Benchmarks.Client.Reports;

/// <summary>The report for people: Markdown, to be pasted into docs/SPECIFICATION.md.</summary>
internal static class Table
{
    public static void Write(TextWriter output, IEnumerable<LineResult> results)
    {
        output.WriteLine("| line | ours | original | ext4 | original / ours | ext4 / ours | goal | reached | client CPU, ours : original | peak MiB, ours : original |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var result in results)
            output.WriteLine(Row(result));
    }

    private static string Row(LineResult result)
    {
        if (result.Skipped is { } reason)
            return $"| {result.Title} | skipped: {reason} | | | | | {result.Goal.Text} | | | |";
        var (ours, original, plain) = (result.Median(ContenderKind.Ours), result.Median(ContenderKind.Original), result.Median(ContenderKind.Plain));
        string[] cells =
        [
            result.Title,
            Value(ours, result.Unit),
            Value(original, result.Unit),
            Value(plain, result.Unit),
            Ratio(original, ours),
            Ratio(plain, ours),
            result.Goal.Text,
            result.IsReached switch { true => "yes", false => "**no**", null => "-" },
            $"{Value(result.MedianCpu(ContenderKind.Ours), "s")} : {Value(result.MedianCpu(ContenderKind.Original), "s")}",
            $"{Number(result.Peak(ContenderKind.Ours))} : {Number(result.Peak(ContenderKind.Original))}",
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Value(double? value, string unit) => value is { } number ? $"{(number < 10 && unit == "s" ? $"{number:0.000}" : $"{number:0.0}")} {unit}" : "-";

    private static string Ratio(double? above, double? below) => above is { } number && below is > 0 and { } divisor ? $"{number / divisor:0.00}" : "-";

    private static string Number(double? value) => value is { } number ? $"{number:0}" : "-";
}
