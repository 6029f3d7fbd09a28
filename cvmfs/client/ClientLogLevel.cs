namespace CernVM.Cvmfs.Client;

/// <summary>How much a log entry matters.</summary>
public enum ClientLogLevel
{
    /// <summary>For finding out what happened, step by step.</summary>
    Debug,

    /// <summary>A normal change of state, such as a new revision.</summary>
    Information,

    /// <summary>Something went wrong and was made good, such as a fail-over.</summary>
    Warning,

    /// <summary>A user sees the consequence, such as an I/O error.</summary>
    Error,
}
