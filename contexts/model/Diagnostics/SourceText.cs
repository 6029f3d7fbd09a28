namespace CernVM.Contexts.Model.Diagnostics;

/// <summary>A piece of text together with the place it came from, so that findings point into the author's own document.</summary>
/// <param name="File">Name of the document.</param>
/// <param name="Text">The text.</param>
/// <param name="FirstLine">Line of the document on which the text starts, counted from 1.</param>
public sealed record SourceText(string File, string Text, int FirstLine = 1)
{
    /// <summary>The line of the document for a line of this text (both counted from 1).</summary>
    public int DocumentLine(int line) => line == 0 ? 0 : line + FirstLine - 1;
}
