namespace CernVM.Builder.Tooling.Diagnostics;

/// <summary>One mistake in a description file, at the place where it was made.</summary>
/// <param name="Id">Stable number of the mistake, for example <c>DSC004</c>.</param>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">Line, counted from 1; 0 when the mistake concerns the whole file.</param>
/// <param name="Column">Column, counted from 1; 0 when the mistake concerns the whole file.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record Diagnostic(string Id, string File, int Line, int Column, string Message)
{
    /// <summary>The form that editors jump to: <c>file:line:column: ID: message</c>.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Id}: {Message}" : $"{File}:{Line}:{Column}: {Id}: {Message}";
}
