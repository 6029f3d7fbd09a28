namespace CernVM.Contexts.Model.MicroContexts;

/// <summary>The lines between the two markers, found but not yet understood.</summary>
/// <param name="FirstLine">Line of the <c>[ucernvm-begin]</c> marker in its text, counted from 1.</param>
/// <param name="LastLine">Line of the <c>[ucernvm-end]</c> marker.</param>
/// <param name="Lines">The lines between them, without line ends; blank where a comment sign was taken off.</param>
/// <param name="Indent">Characters that were taken off the front of every line (the comment sign), for columns.</param>
internal sealed record MicroContextBlock(int FirstLine, int LastLine, IReadOnlyList<string> Lines, int Indent);
