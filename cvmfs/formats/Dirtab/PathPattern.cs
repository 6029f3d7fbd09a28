using System.Text;

namespace CernVM.Cvmfs.Formats.Dirtab;

/// <summary>A path with the wildcards <c>*</c> and <c>?</c>; a backslash takes the meaning from the next character.</summary>
public sealed class PathPattern
{
    private const byte AnyRun = (byte)'*';
    private const byte AnyOne = (byte)'?';

    // A pattern byte, and whether it is a wildcard.
    private readonly (byte Value, bool IsWildcard)[] _items;

    private PathPattern(string text, (byte Value, bool IsWildcard)[] items)
    {
        Text = text;
        _items = items;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern; false when it ends in a lone backslash.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out PathPattern? pattern)
    {
        pattern = null;
        var items = new List<(byte, bool)>(utf8.Length);
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] != '\\')
                items.Add((utf8[i], utf8[i] is AnyRun or AnyOne));
            else if (++i < utf8.Length)
                items.Add((utf8[i], false));
            else
                return false;
        }

        while (items.Count > 1 && items[^1] == ((byte)'/', false))
            items.RemoveAt(items.Count - 1);
        pattern = new PathPattern(Encoding.UTF8.GetString(utf8), [.. items]);
        return true;
    }

    /// <summary>Compares with a whole path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="wildcardsCrossSlashes">False keeps <c>*</c> and <c>?</c> inside one component.</param>
    public bool Matches(RepositoryPath path, bool wildcardsCrossSlashes)
    {
        // Going back to the last star alone suffices when it may match anything; stars that end at a slash never have to give up what
        // lies before it, because slashes of pattern and path must pair up.
        var text = path.Utf8;
        int item = 0, position = 0, starItem = -1, starPosition = 0;
        while (position < text.Length)
        {
            if (item < _items.Length && _items[item] is (AnyRun, true))
            {
                (starItem, starPosition) = (item++, position);
            }
            else if (item < _items.Length && Fits(_items[item], text[position], wildcardsCrossSlashes))
            {
                item++;
                position++;
            }
            else if (starItem >= 0 && (wildcardsCrossSlashes || text[starPosition] != '/'))
            {
                (item, position) = (starItem + 1, ++starPosition);
            }
            else
            {
                return false;
            }
        }

        while (item < _items.Length && _items[item] is (AnyRun, true))
            item++;
        return item == _items.Length;
    }

    private static bool Fits((byte Value, bool IsWildcard) item, byte actual, bool crossSlashes) =>
        item.IsWildcard ? crossSlashes || actual != '/' : item.Value == actual;
}
