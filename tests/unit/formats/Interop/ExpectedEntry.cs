using System.Globalization;
using System.Text;

namespace CernVM.Cvmfs.Formats.Tests.Interop;

/// <summary>One line of expected.tsv; null stands for "not determined by the source".</summary>
internal sealed record ExpectedEntry
{
    public required RepositoryPath Path { get; init; }
    public required char Type { get; init; }
    public required uint Permissions { get; init; }
    public required uint Uid { get; init; }
    public required uint Gid { get; init; }
    public required ulong? Size { get; init; }
    public required long? ModificationTime { get; init; }
    public required int? Nanoseconds { get; init; }
    public required byte[] Symlink { get; init; }
    public required uint Links { get; init; }
    public required string HardlinkGroup { get; init; }
    public required string Device { get; init; }
    public required SortedDictionary<string, string> Xattrs { get; init; }
    public required string Sha256 { get; init; }

    public static IReadOnlyList<ExpectedEntry> ReadAll(string file) =>
        [.. File.ReadLines(file).Where(line => !line.StartsWith("#path", StringComparison.Ordinal)).Select(Parse)];

    private static ExpectedEntry Parse(string line)
    {
        var fields = line.Split('\t');
        var text = fields[8] == "-" ? [] : Unescape(fields[8]);
        return new ExpectedEntry
        {
            Path = RepositoryPath.FromUtf8(Unescape(fields[0])),
            Type = fields[1][0],
            Permissions = Convert.ToUInt32(fields[2], 8),
            Uid = uint.Parse(fields[3], CultureInfo.InvariantCulture),
            Gid = uint.Parse(fields[4], CultureInfo.InvariantCulture),
            Size = Number(fields[5]) is { } size ? (ulong)size : null,
            ModificationTime = Number(fields[6]),
            Nanoseconds = (int?)Number(fields[7]),
            Symlink = text,
            Links = uint.Parse(fields[9], CultureInfo.InvariantCulture),
            HardlinkGroup = fields[10],
            Device = fields[11],
            Xattrs = ParseXattrs(fields[12]),
            Sha256 = fields[13],
        };
    }

    private static long? Number(string field) => field is "-" or "*" ? null : long.Parse(field, CultureInfo.InvariantCulture);

    private static SortedDictionary<string, string> ParseXattrs(string field)
    {
        var xattrs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in field.Split(';', StringSplitOptions.RemoveEmptyEntries).Where(pair => pair != "-"))
        {
            var parts = pair.Split('=', 2);
            xattrs[Encoding.UTF8.GetString(Unescape(parts[0]))] = parts[1];
        }

        return xattrs;
    }

    private static byte[] Unescape(string field)
    {
        var bytes = new List<byte>();
        var utf8 = Encoding.UTF8.GetBytes(field);
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] != '\\')
            {
                bytes.Add(utf8[i]);
            }
            else if (utf8[i + 1] == '\\')
            {
                bytes.Add(utf8[++i]);
            }
            else
            {
                bytes.Add(Convert.ToByte(Encoding.ASCII.GetString(utf8, i + 2, 2), 16));
                i += 3;
            }
        }

        return [.. bytes];
    }
}
