namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>How a server breaks.</summary>
public enum Fault
{
    None,

    /// <summary>The connection is reset instead of an answer.</summary>
    Reset,

    /// <summary>No answer, and the connection stays open.</summary>
    Silent,

    /// <summary>Half an answer, and the connection stays open.</summary>
    Stall,

    /// <summary>A byte now and then.</summary>
    Drip,

    /// <summary>Half an answer, and the connection is closed.</summary>
    Truncate,

    /// <summary>One byte of the content is another.</summary>
    Corrupt,

    /// <summary>Success, with a page that has nothing to do with it.</summary>
    Lie,

    /// <summary>Status 404.</summary>
    Missing,

    /// <summary>Status 500.</summary>
    Error,

    /// <summary>Status 302 to the same place.</summary>
    Redirect,
}
