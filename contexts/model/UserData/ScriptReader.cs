using CernVM.Contexts.Model.Amiconfig;
using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.UserData;

/// <summary>Reads the <c>#!</c> line of a script and finds where amiconfig sections follow it in the same document.</summary>
internal static class ScriptReader
{
    public static ContextScript? Read(UserDataPart part, DiagnosticBag diagnostics)
    {
        var text = PartClassifier.Visible(part.Source).TrimStart();
        var name = part.FileName.Length > 0 ? part.FileName : part.Source.File;
        var first = TextLines.Split(text)[0];
        var skipped = TextLines.Split(part.Source.Text).TakeWhile(l => !l.StartsWith("#!", StringComparison.Ordinal)).Count();
        if (!first.StartsWith("#!", StringComparison.Ordinal) || Words(first) is not [var program, ..] words || program[0] != '/')
        {
            diagnostics.Error("UD013", part.Source, Math.Min(skipped + 1, 1 + part.Source.Text.Count(c => c == '\n')), 1,
                "a script must start with #! and the absolute path of its interpreter, e.g. #!/bin/sh.");
            return null;
        }

        var phase = program.EndsWith(".before", StringComparison.Ordinal) ? ScriptPhase.Before : ScriptPhase.After;
        words[0] = program.EndsWith(".before", StringComparison.Ordinal) ? program[..^".before".Length]
            : program.EndsWith(".after", StringComparison.Ordinal) ? program[..^".after".Length] : program;
        return new ContextScript(name, words, phase, text);
    }

    /// <summary>The amiconfig sections behind a script. amiconfig itself hands them to the interpreter as well, which then must exit before.</summary>
    public static (int Start, SourceText Source)? AmiconfigTail(SourceText source)
    {
        var lines = source.Text.Split('\n');
        var start = 0;
        for (var i = 0; i < lines.Length; start += lines[i].Length + 1, i++)
        {
            if (AmiconfigReader.IsKnownSection(lines[i].TrimEnd()))
                return (start, source with { Text = source.Text[start..], FirstLine = source.FirstLine + i });
        }

        return null;
    }

    // The kernel hands everything behind the program to it as one argument.
    private static string[] Words(string line) => line[2..].Trim().Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
