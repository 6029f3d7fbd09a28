using CernVM.Contexts.Model.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CernVM.Contexts.Model.Yaml;

/// <summary>
/// Builds the node tree of one document from YamlDotNet's events. An alias shares the node it names and counts with its full
/// weight, so that a document which grows without bound when expanded is refused before anybody walks it.
/// </summary>
internal sealed class YamlTree
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlValue> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlTree(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
        _parser = new Parser(new StringReader(source.Text));
    }

    /// <summary>The root node; null for an empty document, and for one that cannot be read, which is then reported.</summary>
    public static YamlValue? Read(SourceText source, DiagnosticBag diagnostics)
    {
        var tree = new YamlTree(source, diagnostics);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException e)
        {
            // The scanner names where the text before a tab begins; the tab itself is at the end of what it read.
            var place = e.Message.Contains("tab character") ? e.End : e.Start;
            diagnostics.Error("CC001", source, (int)place.Line, (int)place.Column, $"this is no YAML: {Reason(e.Message)}");
        }
        catch (YamlRefusedException e)
        {
            diagnostics.Error("CC002", source, e.Line, e.Column, e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // The library's scanner leaves some malformed documents by exceptions of the runtime.
            var at = tree._parser.Current?.End ?? Mark.Empty;
            diagnostics.Error("CC001", source, (int)at.Line, (int)at.Column, $"this is no YAML: {Reason("the text after this place cannot be read")}");
        }

        return null;
    }

    private YamlValue? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _diagnostics.Warning("CC003", _source, (int)second.Start.Line, 1, "only the first YAML document is read; this one and those after it are ignored.");
        return root;
    }

    private YamlValue ReadNode(int depth)
    {
        var at = _parser.Current?.Start ?? Mark.Empty;
        if (depth > ContextLimits.YamlDepth)
            throw new YamlRefusedException($"more than {ContextLimits.YamlDepth} levels are inside each other.", at);
        YamlValue node;
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            node = _anchors.GetValueOrDefault(alias.Value.Value)
                ?? throw new YamlRefusedException($"the alias *{Quoted.Text(alias.Value.Value).Trim('\'')} names an anchor that is not complete before it.", at);
            Count(node.Weight, at);
            return node;
        }

        Count(1, at);
        // For some malformed documents the library ends a mapping between a key and its value.
        var anchor = (_parser.Current as NodeEvent ?? throw new YamlRefusedException("a value is missing here.", at)).Anchor;
        if (_parser.TryConsume<Scalar>(out var scalar))
            node = new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, (int)at.Line, (int)at.Column);
        else if (_parser.TryConsume<SequenceStart>(out _))
            node = ReadList(at, depth);
        else
            node = ReadMap(at, depth);
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = node;
        return node;
    }

    private YamlList ReadList(Mark at, int depth)
    {
        var items = new List<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return new YamlList(items, (int)at.Line, (int)at.Column, Weight(items));
    }

    private YamlMap ReadMap(Mark at, int depth)
    {
        _parser.Consume<MappingStart>();
        var map = new YamlMapBuilder(_source, _diagnostics);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            map.Add(key, ReadNode(depth + 1));
        }

        return map.Build((int)at.Line, (int)at.Column);
    }

    private void Count(int weight, Mark at)
    {
        _nodes += weight;
        if (_nodes > ContextLimits.YamlNodes)
            throw new YamlRefusedException($"the document has more than {ContextLimits.YamlNodes} nodes once its aliases are followed.", at);
    }

    // Each weight is at most YamlNodes because Count came first, so a sum over at most that many nodes cannot overflow.
    private static int Weight(IEnumerable<YamlValue> items) => 1 + items.Sum(i => i.Weight);

    // The library's sentence is kept short: what follows a colon can quote the document.
    private static string Reason(string sentence)
    {
        var message = sentence.Replace('\n', ' ').TrimEnd('.');
        return (message.Length > 120 ? message[..120] : message) + ". Check indentation, quotes and the colon after each key.";
    }
}
