using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>Reads <c>.cvmfsprofile</c> strictly (docs/formats/access-profile.md): the first mistake refuses the file.</summary>
internal sealed class ProfileReader
{
    private readonly List<ProfileStart> _starts = [];
    private List<ProfileFile>? _files;
    private int _total;

    private ProfileReader()
    {
    }

    /// <summary>Reads the whole file.</summary>
    public static Parsed<AccessProfile> Read(ReadOnlySpan<byte> text)
    {
        if (text.Length > ProfileLimits.MaxLength)
            return new FormatError("PRF001", $"The profile has {text.Length} bytes, allowed are {ProfileLimits.MaxLength}; record fewer start-ups into it.");
        if (text.IsEmpty || text[^1] != '\n')
            return new FormatError("PRF002", "The profile does not end in a newline; it was cut off.", text.Length);
        var reader = new ProfileReader();
        var isFirst = true;
        long offset = 0;
        foreach (var range in text[..^1].Split((byte)'\n'))
        {
            var line = text[range];
            if (reader.Line(line, isFirst, offset) is { } error)
                return error;
            isFirst = false;
            offset += line.Length + 1;
        }

        return new AccessProfile(reader._starts);
    }

    private FormatError? Line(ReadOnlySpan<byte> line, bool isFirst, long offset)
    {
        // The header may come again, so that profiles can be joined with cat.
        if (line.SequenceEqual("cvmfs-access-profile 1"u8))
        {
            _files = null;
            return null;
        }

        if (isFirst)
            return new FormatError("PRF003", $"The profile does not begin with '{ProfileWriter.Header}'; record it with this version.", offset);
        if (line.StartsWith("start "u8))
            return Start(line[6..], offset);
        if (line.StartsWith("t "u8) || line.StartsWith("f "u8))
            return File(line, offset);
        return new FormatError("PRF004", "The line begins with none of 'start ', 't ' and 'f '.", offset);
    }

    private FormatError? Start(ReadOnlySpan<byte> rest, long offset)
    {
        var space = rest.IndexOf((byte)' ');
        if (space <= 0 || !int.TryParse(rest[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var threshold) || threshold > ProfileLimits.MaxFiles)
            return new FormatError("PRF005", "A start-up needs the number of triggers and a name behind 'start '.", offset);
        var name = rest[(space + 1)..];
        if (name.IsEmpty || name.Length > ProfileLimits.MaxName || name.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            return new FormatError("PRF005", $"The name of a start-up has 1 to {ProfileLimits.MaxName} printable characters.", offset);
        if (_starts.Count >= ProfileLimits.MaxStarts)
            return new FormatError("PRF006", $"The profile has more than {ProfileLimits.MaxStarts} start-ups; give some of them a directory of their own.", offset);
        _files = [];
        _starts.Add(new ProfileStart(Encoding.ASCII.GetString(name), threshold, _files));
        return null;
    }

    private FormatError? File(ReadOnlySpan<byte> line, long offset)
    {
        if (_files is null)
            return new FormatError("PRF007", "A file stands before the first start-up.", offset);
        if (++_total > ProfileLimits.MaxFiles)
            return new FormatError("PRF006", $"The profile has more than {ProfileLimits.MaxFiles} files.", offset);
        var rest = line[2..];
        var tab = rest.IndexOf((byte)'\t');
        if (!ProfileText.TryRead(tab < 0 ? rest : rest[..tab], out var path))
            return new FormatError("PRF008", "The path is none: bytes beyond printable ASCII and '\\' are written as \\xHH, and no component is empty, '.' or '..'.", offset);
        if (!TryRanges(tab < 0 ? default : rest[(tab + 1)..], tab >= 0, out var ranges))
            return new FormatError("PRF009", "Ranges are 'first-last', ordered, apart, and joined by commas.", offset);
        _files.Add(new ProfileFile(path, line[0] == 't', ranges));
        return null;
    }

    private static bool TryRanges(ReadOnlySpan<byte> text, bool areThere, out IReadOnlyList<ProfileRange> ranges)
    {
        ranges = [];
        if (!areThere)
            return true;
        var found = new List<ProfileRange>();
        long behind = 0;
        foreach (var part in text.Split((byte)','))
        {
            var range = text[part];
            var dash = range.IndexOf((byte)'-');
            if (dash <= 0 || found.Count >= ProfileLimits.MaxRanges
                || !long.TryParse(range[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !long.TryParse(range[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                || first < behind || last < first || last == long.MaxValue)
                return false;
            found.Add(new ProfileRange(first, last));
            behind = last + 1;
        }

        ranges = found;
        return true;
    }
}
