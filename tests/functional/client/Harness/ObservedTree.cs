using System.Globalization;
using System.Text.RegularExpressions;

namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>What find, stat, getfattr and sha256sum see of a mounted tree.</summary>
internal static partial class ObservedTree
{
    private const string Format = @"%P\0%y\0%m\0%U\0%G\0%s\0%T@\0%l\0%n\0%i\0";
    private const int Fields = 10;

    public static async Task<IReadOnlyDictionary<string, TreeEntry>> ReadAsync(string mount)
    {
        var fields = (await Command.RequireAsync("find", mount, "-printf", Format)).Split('\0');
        var devices = await DevicesAsync(mount);
        var xattrs = await XattrsAsync(mount);
        var hashes = await HashesAsync(mount);
        var entries = new Dictionary<string, TreeEntry>();
        for (var first = 0; first + Fields <= fields.Length; first += Fields)
        {
            var entry = Entry(fields.AsSpan(first, Fields));
            entries.Add(entry.Path, entry with
            {
                Device = devices.GetValueOrDefault(entry.Path, "-"),
                Xattrs = xattrs.GetValueOrDefault(entry.Path, "-"),
                Sha256 = hashes.GetValueOrDefault(entry.Path, "-"),
            });
        }
        return entries;
    }

    private static TreeEntry Entry(ReadOnlySpan<string> fields)
    {
        var time = fields[6].Split('.');
        var type = fields[1];
        var (seconds, nanoseconds) = (long.Parse(time[0], CultureInfo.InvariantCulture), long.Parse(time[1][..9], CultureInfo.InvariantCulture));
        return new TreeEntry
        {
            Path = "/" + fields[0],
            Type = type,
            Mode = fields[2],
            Uid = fields[3],
            Gid = fields[4],
            Size = type == "d" ? null : fields[5],
            Time = seconds.ToString(CultureInfo.InvariantCulture),
            Nanoseconds = nanoseconds.ToString(CultureInfo.InvariantCulture),
            Target = fields[7],
            Links = fields[8],
            Group = fields[9],
        };
    }

    private static async Task<Dictionary<string, string>> DevicesAsync(string mount)
    {
        var text = await Command.RequireAsync("find", mount, "(", "-type", "b", "-o", "-type", "c", ")", "-exec", "stat", "--printf", @"%n\0%t:%T\0", "{}", "+");
        return Pairs(text).ToDictionary(
            pair => pair.Item1[mount.Length..],
            pair => string.Join(':', pair.Item2.Split(':').Select(hex => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
    }

    private static IEnumerable<(string, string)> Pairs(string text)
    {
        var words = text.Split('\0');
        return Enumerable.Range(0, words.Length / 2).Select(index => (words[2 * index], words[(2 * index) + 1]));
    }

    private static async Task<Dictionary<string, string>> HashesAsync(string mount)
    {
        var text = await Command.RequireAsync("find", mount, "-type", "f", "-exec", "sha256sum", "-z", "{}", "+");
        return text.Split('\0', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line[(66 + mount.Length)..], line => line[..64]);
    }

    // Blocks of "# file: <escaped path>" and lines "name=0xhex", separated by empty lines.
    private static async Task<Dictionary<string, string>> XattrsAsync(string mount)
    {
        var text = await Command.RequireAsync("getfattr", "-R", "-P", "-h", "--absolute-names", "-d", "-m", "-", "-e", "hex", mount);
        var entries = new Dictionary<string, string>();
        foreach (var block in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var path = Octal().Replace(lines[0]["# file: ".Length..], match => ((char)Convert.ToInt32(match.Value[1..], 8)).ToString());
            var values = lines[1..].Select(line => line.Split('=', 2)).Select(pair => $"{pair[0]}={(pair.Length > 1 && pair[1].Length > 2 ? pair[1][2..] : "")}");
            entries.Add(path.Length == mount.Length ? "/" : path[mount.Length..], string.Join(';', values.Order(StringComparer.Ordinal)));
        }
        return entries;
    }

    [GeneratedRegex(@"\\[0-7]{3}", RegexOptions.None, 1000)]
    private static partial Regex Octal();
}
