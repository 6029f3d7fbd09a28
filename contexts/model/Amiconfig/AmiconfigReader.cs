using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.Amiconfig;

/// <summary>
/// Reads amiconfig's INI: lines before the first section are dropped, section names and keys have no case, <c>=</c> and <c>:</c>
/// separate, indented lines continue a value, <c>#</c> and <c>;</c> start comments.
/// </summary>
internal static class AmiconfigReader
{
    private const string Cernvm = "cernvm";

    /// <summary>True when the first line that says something is a section header.</summary>
    public static bool LooksLike(string[] lines) =>
        Array.Find(lines, l => !IsBlankOrComment(l)) is { } first && SectionName(first) is not null;

    /// <summary>True for the header line of a section that amiconfig knows.</summary>
    public static bool IsKnownSection(string line) => SectionName(line) is { } name && AmiconfigSections.Known.Contains(name);

    public static AmiconfigDocument? Read(IEnumerable<SourceText> sources, DiagnosticBag diagnostics)
    {
        var sections = new List<(string Name, int Line, List<AmiconfigEntry> Entries)>();
        var file = "";
        foreach (var source in sources)
        {
            file = source.File;
            ReadText(source, sections, diagnostics);
        }

        return file.Length > 0 ? Understand(new AmiconfigDocument([.. sections.Select(s => new AmiconfigSection(s.Name, s.Line, s.Entries))]), file, diagnostics) : null;
    }

    private static AmiconfigDocument Understand(AmiconfigDocument document, string file, DiagnosticBag diagnostics)
    {
        if (document[Cernvm] is not { } section)
            return document;
        var typed = new CernvmSectionReader(section, file, diagnostics).Read();
        if (document.IsEnabled(Cernvm))
            return document with { Cernvm = typed };
        diagnostics.Warning("AM005", new SourceText(file, ""), section.Line, 1, "[cernvm] has no effect, because its plugin is not enabled; add a section [amiconfig] with plugins=cernvm.");
        return document;
    }

    private static void ReadText(SourceText source, List<(string Name, int Line, List<AmiconfigEntry> Entries)> sections, DiagnosticBag diagnostics)
    {
        List<AmiconfigEntry>? entries = null;
        var lines = TextLines.Split(source.Text);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (IsBlankOrComment(line))
                continue;
            if (SectionName(line) is { } name)
                entries = Section(name, source.DocumentLine(i + 1), sections, source, i + 1, diagnostics);
            else if (entries is not null && char.IsWhiteSpace(line[0]) && entries.Count > 0)
                entries[^1] = entries[^1] with { Value = entries[^1].Value + "\n" + line.Trim() };
            else if (entries is not null)
                ReadEntry(line, source, i + 1, entries, diagnostics);
        }
    }

    private static List<AmiconfigEntry> Section(
        string name, int documentLine, List<(string Name, int Line, List<AmiconfigEntry> Entries)> sections, SourceText source, int line, DiagnosticBag diagnostics)
    {
        var known = sections.Find(s => s.Name == name).Entries;
        if (known is not null)
            return known;
        if (!AmiconfigSections.Known.Contains(name))
        {
            diagnostics.Warning("AM001", source, line, 1,
                $"no plugin reads the section [{Quoted.Text(name).Trim('\'')}].{Suggestion.For(name, AmiconfigSections.Known)}");
        }

        sections.Add((name, documentLine, []));
        return sections[^1].Entries;
    }

    private static void ReadEntry(string line, SourceText source, int number, List<AmiconfigEntry> entries, DiagnosticBag diagnostics)
    {
        var separator = line.AsSpan().IndexOfAny('=', ':');
        if (separator <= 0)
        {
            diagnostics.Error("AM002", source, number, 1, "this line is neither a [section] nor key=value.");
            return;
        }

        var raw = line[(separator + 1)..];
        entries.Add(new AmiconfigEntry(line[..separator].Trim().ToLowerInvariant(), raw.Trim(), source.DocumentLine(number),
            separator + 2 + raw.Length - raw.TrimStart().Length));
    }

    private static bool IsBlankOrComment(string line) => line.AsSpan().Trim() is [] or ['#', ..] or [';', ..];

    private static string? SectionName(string line)
    {
        var text = line.TrimEnd();
        return text is ['[', _, .., ']'] && text.Length > 2 && text.AsSpan(1, text.Length - 2).IndexOfAny('[', ']', ',') < 0
            ? text[1..^1].Trim().ToLowerInvariant()
            : null;
    }
}
