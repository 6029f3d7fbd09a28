using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>
/// Which part of a repository is exported. One path a line: <c>/path</c> itself, <c>/path/*</c> with everything below, <c>^/path/*</c> with its own
/// entries only, <c>!/path</c> not at all; <c>#</c> starts a comment. Directories on the way to a path are exported without their other entries.
/// </summary>
public sealed class SpecTree
{
    /// <summary>Longest file in bytes (ours, arbitrary: a million paths).</summary>
    public const int MaxLength = 256 << 20;

    private SpecTree(SpecNode root) => Root = new SpecPosition(root, root.Mode == SpecMode.Everything);

    /// <summary>The repository's root.</summary>
    public SpecPosition Root { get; }

    /// <summary>Reads a specification; the failure names the first line that is wrong.</summary>
    public static ClientResult<SpecTree> Parse(ReadOnlySpan<byte> text)
    {
        var root = new SpecNode(SpecMode.Exactly);
        var number = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            number++;
            var line = text[range].Trim(" \t\r"u8);
            if (line.IsEmpty || line[0] == '#')
                continue;
            if (!TryAdd(root, line))
            {
                return new ClientFailure(
                    ClientFailureKind.Options,
                    $"Line {number} of the specification, \"{Encoding.UTF8.GetString(line)}\", is no absolute path; start it with '/', '!/' or '^/'.");
            }
        }

        return new SpecTree(root);
    }

    /// <summary>Whether a path is exported.</summary>
    public bool Includes(RepositoryPath path)
    {
        var position = Root;
        foreach (var range in path.Utf8.Split((byte)'/'))
        {
            var name = path.Utf8[range];
            if (name.IsEmpty)
                continue;
            if (position.Child(name) is not { } child)
                return false;
            position = child;
        }

        return position.IsIncluded;
    }

    private static bool TryAdd(SpecNode root, ReadOnlySpan<byte> line)
    {
        var mark = line[0];
        if (mark is (byte)'!' or (byte)'^')
            line = line[1..];
        var isStarred = line.EndsWith("*"u8);
        if (isStarred)
            line = line[..^1];
        if (line.IsEmpty || line[0] != '/')
            return false;
        var mode = mark == '!' ? SpecMode.Nothing : !isStarred ? SpecMode.Exactly : mark == '^' ? SpecMode.OwnEntries : SpecMode.Everything;
        var passing = mode == SpecMode.Nothing ? SpecMode.OnlyForExclusion : SpecMode.Passage;
        var node = root;
        foreach (var range in line.Split((byte)'/'))
        {
            if (line[range].IsEmpty)
                continue;

            // A path below it is wanted, so that it is exported after all.
            if (mode != SpecMode.Nothing && node.Mode == SpecMode.OnlyForExclusion)
                node.Mode = SpecMode.Passage;
            node = node.GetOrAdd(line[range], passing);
        }

        node.Mode = mode;
        return true;
    }
}
