using System.Text;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>One path specification: <c>*</c> and <c>?</c> stay inside a path component, <c>\</c> takes the next byte literally.</summary>
internal sealed class DirtabPattern
{
    private readonly byte[] _text;
    private readonly byte[][] _components;

    public DirtabPattern(ReadOnlySpan<byte> text)
    {
        _text = text.ToArray();
        var components = new List<byte[]>();
        foreach (var range in text.Split((byte)'/'))
        {
            if (!text[range].IsEmpty)
                components.Add(text[range].ToArray());
        }

        _components = [.. components];
    }

    public ReadOnlyMemory<byte> Text => _text;

    public override string ToString() => Encoding.UTF8.GetString(_text);

    public bool MatchesPath(ReadOnlySpan<byte> path) => MatchLeading(path) == _components.Length && Depth(path) == _components.Length;

    public bool CouldMatchBelow(ReadOnlySpan<byte> path)
    {
        var depth = Depth(path);
        return depth < _components.Length && MatchLeading(path) == depth;
    }

    /// <summary>Negative rules: wildcards cross <c>/</c>.</summary>
    public bool MatchesRelaxed(ReadOnlySpan<byte> path) => Glob.IsMatch(_text, path);

    private static int Depth(ReadOnlySpan<byte> path) => path.Count((byte)'/');

    private int MatchLeading(ReadOnlySpan<byte> path)
    {
        var matched = 0;
        if (path.IsEmpty)
            return 0;
        path = path[1..];
        foreach (var range in path.Split((byte)'/'))
        {
            if (matched == _components.Length || !Glob.IsMatch(_components[matched], path[range]))
                return matched;
            matched++;
        }

        return matched;
    }
}
