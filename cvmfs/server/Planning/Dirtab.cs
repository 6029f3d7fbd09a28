using System.Text;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>The rules of a <c>.cvmfsdirtab</c>: which directories become nested catalogs (formats §12.5).</summary>
public sealed class Dirtab
{
    private readonly DirtabPattern[] _positive;
    private readonly DirtabPattern[] _negative;

    private Dirtab(DirtabPattern[] positive, DirtabPattern[] negative) => (_positive, _negative) = (positive, negative);

    /// <summary>No rules at all.</summary>
    public static Dirtab Empty { get; } = new([], []);

    /// <summary>Whether no directory can ever match.</summary>
    public bool IsEmpty => _positive.Length == 0;

    /// <summary>Reads the rules; every mistake is reported with its line number, and then nothing is returned.</summary>
    public static Dirtab? Parse(ReadOnlySpan<byte> text, ICollection<string> mistakes)
    {
        var positive = new List<DirtabPattern>();
        var negative = new List<DirtabPattern>();
        var before = mistakes.Count;
        var number = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            number++;
            var line = text[range].Trim((byte)' ');
            if (line.IsEmpty || line[0] == '#')
                continue;
            var isNegative = line[0] == '!';
            if (isNegative)
                line = line[1..].TrimStart((byte)' ');
            if (line.IsEmpty || (!isNegative && line[0] != '/'))
            {
                mistakes.Add($".cvmfsdirtab line {number}: '{Encoding.UTF8.GetString(line)}' is not an absolute path; begin it with '/'.");
                continue;
            }

            (isNegative ? negative : positive).Add(new DirtabPattern(line));
        }

        foreach (var clash in positive.Where(p => negative.Exists(n => n.Text.Span.SequenceEqual(p.Text.Span))))
            mistakes.Add($".cvmfsdirtab: '{clash}' stands there both with and without '!'; remove one of the two lines.");
        return mistakes.Count > before ? null : new Dirtab([.. positive], [.. negative]);
    }

    /// <summary>The rules of both files.</summary>
    public Dirtab And(Dirtab other) => new([.. _positive, .. other._positive], [.. _negative, .. other._negative]);

    /// <summary>Whether the directory gets a nested catalog.</summary>
    public bool Matches(ReadOnlySpan<byte> directory)
    {
        foreach (var pattern in _positive)
        {
            if (pattern.MatchesPath(directory))
                return !IsExcluded(directory);
        }

        return false;
    }

    /// <summary>Whether a directory below this one could match, so that it is worth descending.</summary>
    public bool CouldMatchBelow(ReadOnlySpan<byte> directory)
    {
        foreach (var pattern in _positive)
        {
            if (pattern.CouldMatchBelow(directory))
                return true;
        }

        return false;
    }

    private bool IsExcluded(ReadOnlySpan<byte> directory)
    {
        foreach (var pattern in _negative)
        {
            if (pattern.MatchesRelaxed(directory))
                return true;
        }

        return false;
    }
}
