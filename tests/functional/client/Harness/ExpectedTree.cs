using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>Reads an expected.tsv; its README describes the columns and escapes.</summary>
internal static partial class ExpectedTree
{
    public static IReadOnlyDictionary<string, TreeEntry> Read(string file) =>
        File.ReadLines(file).Skip(1).Select(line => Entry(line.Split('\t'))).ToDictionary(entry => entry.Path);

    private static TreeEntry Entry(string[] columns)
    {
        var isLink = columns[1] == "l";
        var target = isLink ? Expand(Bytes(columns[8])) : "";
        return new TreeEntry
        {
            Path = Bytes(columns[0]),
            Type = columns[1],
            Mode = columns[2].TrimStart('0') is { Length: > 0 } mode ? mode : "0",
            Uid = columns[3],
            Gid = columns[4],
            Size = isLink ? target.Length.ToString(CultureInfo.InvariantCulture) : Known(columns[5], "-"),
            Time = Known(columns[6], "*"),
            Nanoseconds = Known(columns[7], "*"),
            Target = target,
            Links = columns[9],
            Group = columns[10],
            Device = columns[11],
            Xattrs = columns[12] == "-" ? "-" : string.Join(';', columns[12].Split(';').Select(Bytes).Order(StringComparer.Ordinal)),
            Sha256 = columns[13],
        };
    }

    private static string? Known(string text, string unknown) => text == unknown ? null : text;

    // The client of the tests runs without any of the variables that the targets name.
    private static string Expand(string target) => Variable().Replace(target, match => match.Groups["fallback"].Value);

    private static string Bytes(string escaped)
    {
        var bytes = Encoding.UTF8.GetBytes(escaped);
        var text = Encoding.Latin1.GetString(bytes);
        return Escape().Replace(text, match => match.Value == @"\\"
            ? "\\"
            : ((char)byte.Parse(match.Value[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
    }

    [GeneratedRegex(@"\\\\|\\x[0-9a-f]{2}", RegexOptions.None, 1000)]
    private static partial Regex Escape();

    [GeneratedRegex(@"\$\((?<name>[^):]*)(:-(?<fallback>[^)]*))?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
