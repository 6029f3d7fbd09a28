using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.MicroContexts;

/// <summary>Understands the lines of a block: <c>key=value</c>, split at the first equals sign, values bare or quoted and never evaluated.</summary>
internal static class MicroContextReader
{
    public static MicroContext Read(SourceText source, MicroContextBlock block, DiagnosticBag diagnostics)
    {
        var context = MicroContext.Empty;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < block.Lines.Count; i++)
            context = ReadLine(context, block.Lines[i], new Place(source, block.FirstLine + 1 + i, block.Indent), seen, diagnostics);
        return context;
    }

    private static MicroContext ReadLine(MicroContext context, string line, Place at, HashSet<string> seen, DiagnosticBag diagnostics)
    {
        var name = line.TrimStart();
        var column = at.Indent + 1 + line.Length - name.Length;
        if (name.Length == 0 || name[0] == '#')
            return context;
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            diagnostics.Warning("MC002", at.Source, at.Line, column, "this line has no '=' and is ignored; expected key=value.");
            return context;
        }

        name = line[..equals].Trim();
        if (MicroContextKey.Find(name) is not { } key)
        {
            diagnostics.Warning("MC003", at.Source, at.Line, column, MicroContextKey.Unknown(name));
            return context;
        }

        if (!seen.Add(key.Name))
            diagnostics.Warning("MC004", at.Source, at.Line, column, $"'{key.Name}' was given before; this last value counts.");
        return Apply(context, key, line[(equals + 1)..], at, at.Indent + equals + 2, diagnostics);
    }

    private static MicroContext Apply(MicroContext context, MicroContextKey key, string raw, Place at, int column, DiagnosticBag diagnostics)
    {
        column += raw.Length - raw.TrimStart().Length;
        if (MicroContextValue.Unquote(raw, out var problem) is not { } value)
        {
            diagnostics.Error("MC005", at.Source, at.Line, column, $"the value of '{key.Name}' is not quoted right: {problem}.");
            return context;
        }

        if (value.Length == 0)
        {
            diagnostics.Warning("MC007", at.Source, at.Line, column, $"'{key.Name}' has no value, so its default is used.");
            return context;
        }

        if (key.Apply(context, value) is { } changed)
            return changed;
        diagnostics.Error("MC006", at.Source, at.Line, column, $"the value of '{key.Name}' does not fit: expected {key.Expected}.");
        return context;
    }

    private readonly record struct Place(SourceText Source, int Line, int Indent);
}
