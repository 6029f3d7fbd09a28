namespace CernVM.Contexts.Model.UserData;

/// <summary>A script that the author wants run once on this instance.</summary>
/// <param name="Name">For messages: the MIME file name, or the document's name.</param>
/// <param name="Interpreter">Words of the <c>#!</c> line: program and at most one argument.</param>
/// <param name="Phase">When it runs.</param>
/// <param name="Text">The whole script, with its first line.</param>
public sealed record ContextScript(string Name, IReadOnlyList<string> Interpreter, ScriptPhase Phase, string Text);
