namespace CernVM.Contexts.Model.Diagnostics;

/// <summary>How much a finding in user-data matters.</summary>
public enum Severity
{
    /// <summary>The statement is ignored or taken in a way that the author may not have meant; the rest is applied.</summary>
    Warning,

    /// <summary>The statement cannot be applied. Other, independent statements still are.</summary>
    Error,
}
