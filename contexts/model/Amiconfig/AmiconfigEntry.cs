namespace CernVM.Contexts.Model.Amiconfig;

/// <summary>One <c>key = value</c> of a section.</summary>
/// <param name="Key">Lower case, as amiconfig compares it.</param>
/// <param name="Value">The rest of the line without white space around it.</param>
/// <param name="Line">Line in the document, from 1.</param>
/// <param name="Column">Column of the value, from 1.</param>
public sealed record AmiconfigEntry(string Key, string Value, int Line, int Column);
