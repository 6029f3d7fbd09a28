using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.MicroContexts;

/// <summary>
/// Finds the block by the rule of the original: a line that is exactly <c>[ucernvm-begin]</c>, up to one that is exactly
/// <c>[ucernvm-end]</c>; the first block counts. A carriage return at the end of a line is tolerated.
/// Inside a cloud-config, where such lines are no YAML, every line of the block may be a comment instead.
/// </summary>
internal static class MicroContextScanner
{
    public const string Begin = "[ucernvm-begin]";
    public const string End = "[ucernvm-end]";

    public static MicroContextBlock? Find(SourceText source, DiagnosticBag diagnostics) =>
        Find(source, diagnostics, TextLines.Split(source.Text), indent: 0);

    public static MicroContextBlock? FindCommented(SourceText source, DiagnosticBag diagnostics)
    {
        var lines = TextLines.Split(source.Text);
        var indent = lines.Any(l => l == "# " + Begin) ? 2 : 1;
        var bare = lines.Select(l => l.StartsWith('#') && l.Length >= indent ? l[indent..] : "").ToArray();
        return Find(source, diagnostics, bare, indent);
    }

    /// <summary>The text with the block's lines emptied, so that the lines around it keep their numbers.</summary>
    public static string Without(string text, MicroContextBlock block)
    {
        var lines = TextLines.Split(text);
        for (var i = block.FirstLine - 1; i < block.LastLine; i++)
            lines[i] = "";
        return string.Join('\n', lines);
    }

    private static MicroContextBlock? Find(SourceText source, DiagnosticBag diagnostics, string[] lines, int indent)
    {
        var begin = Array.IndexOf(lines, Begin);
        if (begin < 0)
            return null;
        var end = Array.IndexOf(lines, End, begin);
        if (end >= 0)
            return new MicroContextBlock(begin + 1, end + 1, lines[(begin + 1)..end], indent);
        diagnostics.Error("MC001", source, begin + 1, 1 + indent,
            $"the block that starts here has no end, so none of its keys is used: add a line that is exactly {End}.");
        return null;
    }
}
