using System.Text;

namespace CernVM.Cvmfs.Formats.Dirtab;

/// <summary><c>/.cvmfsdirtab</c>: which directories become nested catalogs (formats §12.5).</summary>
public sealed class DirtabFile
{
    /// <summary>Longest file in bytes (ours, arbitrary).</summary>
    public const int MaxLength = 1 << 20;

    private DirtabFile(IReadOnlyList<DirtabRule> rules) => Rules = rules;

    /// <summary>All rules in the order of the file.</summary>
    public IReadOnlyList<DirtabRule> Rules { get; }

    /// <summary>Reads the file; all faulty lines are reported together.</summary>
    public static DirtabFile? Parse(ReadOnlySpan<byte> text, out IReadOnlyList<FormatError> errors)
    {
        var found = new List<FormatError>();
        errors = found;
        if (text.Length > MaxLength)
        {
            found.Add(new FormatError("DTB001", $".cvmfsdirtab has {text.Length} bytes, allowed are {MaxLength}; shorten it.", MaxLength));
            return null;
        }

        var rules = new List<DirtabRule>();
        var line = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            line++;
            var spec = text[range].Trim((byte)' ');
            if (!spec.IsEmpty && spec[0] != '#')
                AddRule(spec, line, range.Start.GetOffset(text.Length), rules, found);
        }

        return found.Count == 0 ? new DirtabFile(rules) : null;
    }

    /// <summary>True when some rule wants a nested catalog at the directory, and none forbids it.</summary>
    public bool Matches(RepositoryPath directory) =>
        Rules.Any(rule => !rule.IsNegation && rule.Pattern.Matches(directory, wildcardsCrossSlashes: false))
        && !Rules.Any(rule => rule.IsNegation && rule.Pattern.Matches(directory, wildcardsCrossSlashes: true));

    private static void AddRule(ReadOnlySpan<byte> spec, int line, long offset, List<DirtabRule> rules, List<FormatError> errors)
    {
        var isNegation = spec[0] == '!';
        var path = isNegation ? spec[1..].TrimStart((byte)' ') : spec;
        if (path.IsEmpty || (!isNegation && path[0] != '/'))
        {
            errors.Add(Error("DTB002", line, offset, $"\"{Encoding.UTF8.GetString(spec)}\" is no absolute path; start it with '/'"));
            return;
        }

        if (!PathPattern.TryParse(path, out var pattern))
        {
            errors.Add(Error("DTB003", line, offset, "the line ends in a backslash; write '\\\\' for the character itself"));
            return;
        }

        if (rules.Find(rule => rule.Pattern.Text == pattern!.Text && rule.IsNegation != isNegation) is { } opposite)
        {
            errors.Add(Error("DTB004", line, offset, $"\"{pattern!.Text}\" says the opposite of line {opposite.Line}; remove one of them"));
            return;
        }

        rules.Add(new DirtabRule(pattern!, isNegation, line));
    }

    private static FormatError Error(string id, int line, long offset, string cause) => new(id, $".cvmfsdirtab, line {line}: {cause}.", offset);
}
