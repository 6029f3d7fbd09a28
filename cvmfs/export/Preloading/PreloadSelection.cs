using System.Text;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Dirtab;

namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>
/// Which catalogs a dirtab selects for preloading (formats §15): those on the way to a wanted path, those at it, and those below it; none at or below
/// an unwanted one. Wildcards of unwanted paths cross slashes, those of wanted ones do not.
/// </summary>
public sealed class PreloadSelection
{
    private readonly List<PathPattern> _wanted = [];
    private readonly List<PathPattern> _ways = [];
    private readonly List<PathPattern> _unwanted = [];

    private PreloadSelection(DirtabFile dirtab)
    {
        foreach (var rule in dirtab.Rules)
        {
            (rule.IsNegation ? _unwanted : _wanted).Add(rule.Pattern);
            if (!rule.IsNegation)
                AddWays(rule.Pattern.Text);
        }
    }

    /// <summary>Reads a dirtab; null when it has mistakes.</summary>
    public static PreloadSelection? Parse(ReadOnlySpan<byte> text, out IReadOnlyList<FormatError> errors) =>
        DirtabFile.Parse(text, out errors) is { } dirtab ? new PreloadSelection(dirtab) : null;

    /// <summary>Whether the catalog at a path is selected. The root always is.</summary>
    public bool Selects(RepositoryPath mountpoint)
    {
        if (mountpoint.IsRoot)
            return true;
        var isWanted = Matches(_ways, mountpoint, relaxed: false);
        for (var path = mountpoint; !path.IsRoot; path = path.Parent)
        {
            if (Matches(_unwanted, path, relaxed: true))
                return false;
            isWanted |= Matches(_wanted, path, relaxed: false);
        }

        return isWanted;
    }

    private static bool Matches(List<PathPattern> patterns, RepositoryPath path, bool relaxed)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(path, relaxed))
                return true;
        }

        return false;
    }

    // The directories above a wanted path.
    private void AddWays(string text)
    {
        for (var slash = text.LastIndexOf('/'); slash > 0; slash = text.LastIndexOf('/', slash - 1))
        {
            if (PathPattern.TryParse(Encoding.UTF8.GetBytes(text[..slash]), out var above))
                _ways.Add(above!);
        }
    }
}
