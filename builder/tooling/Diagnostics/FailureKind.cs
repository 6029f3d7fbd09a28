namespace CernVM.Builder.Tooling.Diagnostics;

/// <summary>Why a long operation could not be finished; the command line turns it into an exit code.</summary>
public enum FailureKind
{
    /// <summary>A description file has mistakes.</summary>
    Description,

    /// <summary>This machine lacks something: a right, a tool, space, a free port.</summary>
    Environment,

    /// <summary>Packages or their signatures could not be fetched.</summary>
    Packages,

    /// <summary>A program that was called failed, or a result is not what it must be.</summary>
    Operation,

    /// <summary>The time limit passed.</summary>
    TimeLimit,
}
