using CernVM.Builder.Tooling.Diagnostics;

namespace CernVM.Builder.Cli.Output;

/// <summary>The exit codes of <c>cernvm</c>; docs/man/cernvm.md lists them.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The two things that were compared differ, or a checked file has mistakes that are only warnings.</summary>
    public const int Different = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A description file has mistakes.</summary>
    public const int Description = 3;

    /// <summary>The machine lacks a right, a tool, space, a port.</summary>
    public const int Environment = 4;

    /// <summary>Packages or signatures could not be fetched.</summary>
    public const int Packages = 5;

    /// <summary>A called program failed.</summary>
    public const int Operation = 6;

    /// <summary>The time limit passed.</summary>
    public const int TimeLimit = 7;

    /// <summary>The user stopped the command.</summary>
    public const int Interrupted = 130;

    public static int Of(FailureKind kind) => kind switch
    {
        FailureKind.Description => Description,
        FailureKind.Environment => Environment,
        FailureKind.Packages => Packages,
        FailureKind.TimeLimit => TimeLimit,
        _ => Operation,
    };
}
