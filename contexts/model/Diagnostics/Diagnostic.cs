namespace CernVM.Contexts.Model.Diagnostics;

/// <summary>One finding in user-data: what is wrong, where, and what was expected.</summary>
/// <param name="Id">Stable number, e.g. <c>CC003</c>; docs/contexts.md lists them.</param>
/// <param name="Severity">Whether the statement is lost.</param>
/// <param name="File">Name of the document as its reader gave it; a MIME part is written <c>user-data#2</c>.</param>
/// <param name="Line">Line, counted from 1; 0 when the finding is about the document as a whole.</param>
/// <param name="Column">Column, counted from 1 in UTF-16 units; 0 when the finding is about the whole line.</param>
/// <param name="Message">Names the thing, the cause and the cure. Never contains a secret value.</param>
public sealed record Diagnostic(string Id, Severity Severity, string File, int Line, int Column, string Message)
{
    /// <summary>The form compilers use, so that editors can jump to it: <c>file:line:column: error CC003: …</c>.</summary>
    public override string ToString()
    {
        var severity = Severity == Severity.Error ? "error" : "warning";
        var place = Line == 0 ? File : Column == 0 ? $"{File}:{Line}" : $"{File}:{Line}:{Column}";
        return $"{place}: {severity} {Id}: {Message}";
    }
}
