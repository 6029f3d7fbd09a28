using System.Globalization;

namespace CernVM.Cvmfs.Mount.Ownership;

/// <summary>Replaces user or group numbers of the catalogs (<c>CVMFS_UID_MAP</c>, <c>CVMFS_GID_MAP</c>; formats §7.10).</summary>
public sealed class IdMap
{
    private readonly Dictionary<uint, uint> _map = [];
    private uint? _default;

    private IdMap()
    {
    }

    /// <summary>The map that changes nothing.</summary>
    public static IdMap Identity { get; } = new();

    /// <summary>The number to show for a catalog's number.</summary>
    public uint this[uint id] => _map.TryGetValue(id, out var mapped) ? mapped : _default ?? id;

    /// <summary>Reads lines <c>FROM TO</c>; <c>* TO</c> is for all others; <c>#</c> starts a comment.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="source">File name for messages.</param>
    /// <param name="errors">Receives every mistake, located.</param>
    public static IdMap Parse(IEnumerable<string> lines, string source, ICollection<string> errors)
    {
        var map = new IdMap();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var comment = line.IndexOf('#');
            var words = (comment < 0 ? line : line[..comment]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && !map.TryAdd(words))
                errors.Add($"{source}:{number}: '{line.Trim()}' is no mapping; write 'FROM TO' or '* TO' with decimal numbers");
        }
        return map;
    }

    private bool TryAdd(string[] words)
    {
        if (words.Length != 2 || !TryNumber(words[1], out var to))
            return false;
        if (words[0] == "*")
            _default = to;
        else if (TryNumber(words[0], out var from))
            _map[from] = to;
        else
            return false;
        return true;
    }

    private static bool TryNumber(string text, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
