using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.UserData;

/// <summary>One part of user-data after all wrappings are undone.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Source">Its text and where that starts in the document.</param>
/// <param name="FileName">Name from the MIME headers, or the empty string.</param>
public sealed record UserDataPart(UserDataPartKind Kind, SourceText Source, string FileName);
