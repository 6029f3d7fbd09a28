using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Agent.Reports;

/// <summary>A finding as JSON has it.</summary>
/// <param name="Id">Number of the finding.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="File">Document.</param>
/// <param name="Line">Line from 1; 0 for the whole document.</param>
/// <param name="Column">Column from 1; 0 for the whole line.</param>
/// <param name="Message">The text.</param>
public sealed record DiagnosticReport(string Id, string Severity, string File, int Line, int Column, string Message)
{
    internal static DiagnosticReport From(Diagnostic diagnostic) =>
        new(diagnostic.Id, diagnostic.Severity == Model.Diagnostics.Severity.Error ? "error" : "warning", diagnostic.File, diagnostic.Line, diagnostic.Column, diagnostic.Message);
}
